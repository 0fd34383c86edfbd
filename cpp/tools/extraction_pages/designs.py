"""The kinds of sites. Names of classes and ids are those that such sites are known by; the markup is ours."""
from __future__ import annotations

from extraction_pages.scene import Design

WORDPRESS = ("page=.site-content#content header=.site-header#masthead nav=.main-navigation#site-navigation menu=.menu crumb=.breadcrumbs article=.post.type-post.hentry "
             "title=.entry-title meta=.entry-meta date=.posted-on author=.byline body=.entry-content side=.widget-area#secondary related=.related-posts hot=.widget.widget_recent_entries "
             "tags=.tags-links prevnext=.post-navigation comments=.comments-area#comments comment=.comment-body footer=.site-footer#colophon bio=.author-info share=.sharedaddy "
             "copyright=.post-copyright cloud=.tagcloud titlebox=.entry-header figure=.wp-block-image")
BOOTSTRAP = ("page=.container header=.navbar.navbar-default nav=.collapse.navbar-collapse menu=.nav.navbar-nav crumb=.breadcrumb article=.col-md-9 side=.col-md-3 title=.page-header "
             "meta=.text-muted body=.content related=.panel.panel-default hot=.list-group head=.panel-heading tags=.label-group prevnext=.pager comments=.media-list comment=.media "
             "footer=.footer share=.btn-group copyright=.alert.alert-info bio=.well item=.media")
HEXO = ("page=#wrap header=#header nav=#main-nav menu=.main-nav-list article=.article.article-type-post title=.article-title@name meta=.article-meta date=.article-date body=.article-entry@articleBody "
        "side=#sidebar hot=.widget tags=.article-tag-list prevnext=#article-nav comments=#comments footer=#footer share=.article-share-link copyright=.post-copyright cloud=.tagcloud "
        "toc=.toc#toc profile=.widget-author")
DEDE = ("page=.w960 header=.header nav=#navMenu menu=.menu crumb=.place article=.viewbox column=.pleft title=.title meta=.info body=.content side=.pright hot=.hot.mt1 related=.liketj "
        "head=.tbox prevnext=.context pager=.dede_pages tools=.handle comments=.mt1#commetpages footer=.footer share=.bdsharebuttonbox source=.source editor=.writer ad=.ad300")
PHPCMS = ("page=.main header=.header nav=.nav-bar crumb=.crumbs article=#Article column=.col-left side=.col-auto title=.title meta=.info body=.content related=.related hot=.box "
          "prevnext=.page pager=#pages tools=.Article-Tool comments=.comment#comment_iframe footer=.footer share=.share-ren tags=.keyword")
ECMS = ("page=.main header=.top nav=.menu crumb=.position article=.newsbox title=.newstitle meta=.newsinfo body=.newstext#news side=.right hot=.list_no1 related=.otherlink prevnext=.prenext "
        "tools=.tool footer=.copyright share=.share ad=.gg")
TRS = ("page=.main header=.top nav=.nav crumb=.dqwz article=.xl_con title=.xl_title meta=.xl_info body=.TRS_Editor tools=.xl_tool share=.bshare editor=.zrbj source=.ly qr=.ewm footer=.foot "
       "related=.xgwz prevnext=.pre_next side=.left_nav index=.xxgk_table")
HANWEB = ("page=.container header=#header nav=#nav crumb=.bt-position article=.article title=.main-fl-tit meta=.main-fl-riqi body=.main-fl-gn#zoom tools=.main-fl-dy editor=.edit footer=#footer "
          "related=.xgwd share=.fx index=.xxgk_bszn_head side=.zcd")
DISCUZ = ("page=.wp#ct header=#hd nav=#nv menu=#um crumb=.bm.cl#pt post=.plhin poster=.pls message=.plc article=.pct title=.ts meta=.pti posted=.authi body=.t_f footer=.wp.cl#ft comments=#f_pst "
          "tools=.po.hin prevnext=.pgbtn sig=.sign share=.mtw.mbm related=.bm.bw0 pager=.pg ad=.a_pt")
PHPWIND = "page=.read_page header=.header_wrap nav=.nav crumb=.bread_crumb post=.floor poster=.floor_left message=.floor_right article=.floor_text title=.floor_title meta=.floor_top_tips body=.read_content footer=.footer posted=.floor_info comments=.reply"
PORTAL = ("page=.wrap.clearfix header=.site-head topbar=.site-topbar nav=.channel-nav crumb=.channel-path article=.article#artibody title=.main-title#artibodyTitle meta=.date-source date=.date source=.source "
          "body=.article-content#article_content side=.sidebar hot=.rank-list related=.relate-news tags=.keywords comments=.cmnt-wrap footer=.footer share=.share-box editor=.article-editor qr=.qrcode ad=.adbox copyright=.statement app=.app-guide")
WEIXIN = ("page=#js_article article=.rich_media_wrp title=.rich_media_title#activity-name meta=.rich_media_meta_list#meta_content author=.rich_media_meta_text date=#publish_time source=#js_name "
          "body=.rich_media_content#js_content copyright=.original_tips share=.rich_media_tool qr=.qr_code_pc_inner tags=.article-tag__list")
WIKI = ("page=.mw-body#content article=.mw-body-content title=.firstHeading#firstHeading meta=#siteSub body=.mw-parser-output#mw-content-text toc=.toc#toc side=#mw-panel cats=.catlinks#catlinks footer=#footer item=.portal")
BAIKE = "page=.body-wrapper header=.header-wrapper nav=.nav-bar article=.main-content title=.lemmaWgt-lemmaTitle meta=.lemma-summary-info body=.para-list side=.side-content toc=.lemma-catalog cats=.open-tag#open-tag footer=.wgt-footer-main"
TYPECHO = "page=.container header=#header nav=#nav-menu article=.post title=.post-title@headline meta=.post-meta body=.post-content@articleBody side=#secondary hot=.widget tags=.tags prevnext=.post-near comments=#comments footer=#footer"
ZBLOG = "page=#divMain header=#divTop nav=#divNavBar article=.post.single title=.post-title meta=.post-footer body=.post-body side=#divSidebar hot=.function tags=.post-tags prevnext=.post-nav comments=#divCommentPost comment=.msg footer=#divBottom related=.post-relate"
TISTORY = "page=#container header=#header nav=#gnb article=.area_article title=.title_post meta=.info_post body=.tt_article_useless_p_margin.contents_style side=#aside hot=.module_recent tags=.tag_label prevnext=.another_category comments=.communicate#entry0Comment footer=#footer share=.postbtn_like profile=.box_profile"
NAVER = "page=#postListBody header=#blog-menu article=.se-main-container title=.se-title-text meta=.blog2_container date=.se_publishDate author=.nick body=.se-component-content tags=.post_tag comments=.area_comment share=.post-btn related=.post_relate"
KONEWS = ("page=#wrap header=#header nav=#nav crumb=.article-path article=.article-view title=.article-head-title meta=.info-text body=#article-view-content-div@articleBody side=.aside hot=.auto-article related=.relation "
          "tags=.tag-group bio=.view-editors copyright=.view-copyright share=.view-sns comments=.replynew footer=#footer ad=.ad-template")
HATENA = ("page=#container header=#blog-title nav=.globalheader crumb=.breadcrumb article=.entry.hentry title=.entry-title meta=.entry-date date=.updated author=.author.vcard body=.entry-content side=#box2 hot=.hatena-module.hatena-module-recent-entries "
          "tags=.categories share=.social-buttons prevnext=.pager comments=.comment-box comment=.entry-comment footer=#footer related=.hatena-module-related-entries")
NOTE = "page=.p-article article=.o-noteContentText title=.o-noteContentText__title meta=.o-noteContentHeader date=.o-noteContentHeader__date author=.o-noteContentHeader__name body=.note-common-styles__textnote-body tags=.m-tagList share=.o-noteAction bio=.m-creatorProfile related=.o-relatedNotes footer=.l-footer"
GHOST = "page=.gh-main header=.gh-head nav=.gh-head-menu article=.gh-article.post.tag-news title=.gh-article-title meta=.gh-article-meta date=.gh-article-meta-date author=.gh-article-author-name body=.gh-content side=.gh-sidebar related=.gh-readmore newsletter=.gh-subscribe footer=.gh-foot comments=.gh-comments figure=.kg-card.kg-image-card"
DRUPAL = "page=#main-wrapper header=#header nav=.region-navigation crumb=.breadcrumb article=.node.node-article title=#page-title meta=.submitted body=.field-name-body side=.region-sidebar-second hot=.block.block-views tags=.field-name-field-tags comments=#comments comment=.comment footer=#footer share=.links.inline"
JOOMLA = "page=#content header=#header nav=.moduletable_menu crumb=.breadcrumbs.pathway article=.item-page title=.contentheading meta=.article-info date=.published author=.createdby body=.article-content prevnext=.pagenav tools=.actions hot=.moduletable footer=#footer"
AMP = "page=.amp-wp-article header=.amp-wp-header#top title=.amp-wp-title meta=.amp-wp-meta date=.amp-wp-posted-on author=.amp-wp-byline body=.amp-wp-article-content tags=.amp-wp-tax-tag comments=.amp-wp-comments-link footer=.amp-wp-footer titlebox=.amp-wp-article-header"
SHORT = "page=.w header=.h nav=.n crumb=.c article=.a title=.t meta=.m body=.b side=.s hot=.l related=.r prevnext=.p comments=.d footer=.f share=.e ad=.g"
HASHED = "page=._3x8Fk header=.css-1dbjc4n nav=.css-8uhtka article=.sc-bdVaJa.kXpqmL title=.jsx-2041 meta=._2xYkq body=._1NCGf side=.css-901oao related=._3bQ0z footer=.css-1jgb5lz comments=._2IwE6 share=._1LI0T tags=._2Nttf"
MISLEADING = "page=.content header=.article-header nav=.article-nav article=.comment-wrap title=.title meta=.footer-info body=.sidebar-content#ad-text side=.main-list related=.article-list hot=.content-hot footer=.article-footer comments=.post-list share=.news-share"
PAPER = "page=.founder-content header=.head article=#ozoom title=.text_c meta=.lai body=#ozoom-text side=.swiper-container footer=.footer tools=.qian"
TAILWIND = "page=.max-w-3xl.mx-auto.px-4 header=.sticky.top-0 nav=.flex.space-x-4 article=.prose.lg:prose-xl title=.text-3xl.font-bold meta=.text-sm.text-gray-500 body=.mt-8 tags=.flex.flex-wrap prevnext=.mt-12.flex related=.grid.grid-cols-2 footer=.border-t.py-8 share=.flex.gap-2 bio=.rounded-full"
EASTMONEY = "page=.main header=.page_head nav=.nav_list crumb=.nav_url article=.contentbox title=.title meta=.infos body=.txtinfos#ContentBody editor=.res-edit share=.share_btn related=.relatedlist hot=.hot_list comments=.comment_box footer=.page_footer copyright=.disclaimer source=.em_source ad=.reading"
TWNEWS = "page=.whitecon header=.site_header nav=.menu crumb=.breadcrumbs article=.articlebody title=.article-content__title meta=.article-content__subinfo date=.article-content__time author=.article-content__author body=.article-content__editor#story_body_content side=.aside hot=.list-item related=.related tags=.keyword share=.function app=.appE1121 ad=.before_ir footer=.footer comments=.fb-comments"
JANEWS = "page=#main header=#gnb nav=.global-nav crumb=.topic-path article=.article title=.article-title meta=.article-info date=.date author=.author body=.article-body side=#sub hot=.ranking related=.relation tags=.keyword share=.sns copyright=.copy footer=#footer bio=.profile ad=.pr"

NEWS, POSTS, NOTICES = "news sports interview event obituary company", "blog tutorial essay verse recipe letter interview documentation listicle diary manual poetry", "gov law event company letter"
ZH = "zh-Hans zh-Hant-TW zh-Hant-HK"

DESIGNS = [
    # portals and papers
    Design("portal_wide", "columns", PORTAL, "suffix=_channel_ byline=spans og=yes", NEWS, tail="editor tags share related comments"),
    Design("portal_soup", "columns", PORTAL, "body=soup list/related=cards og=full insets=many", NEWS, tail="copyright editor app comments related"),
    Design("portal_mobile", "single", PORTAL, "body=div has_nav=yes insets=many", NEWS, "zh-Hans", tail="app related hot comments"),
    Design("portal_finance", "columns", EASTMONEY, "insets=many body=p signature=yes", NEWS, "zh-Hans", tail="source editor copyright comments related"),
    Design("daily_old", "tables", "", "body=nbsp title=font signature=yes dateline=yes", NEWS, "zh-Hans zh-Hant-TW", "html4", "upper noclose", tail="editor related controls"),
    Design("daily_city", "columns", PHPCMS, "dateline=yes signature=yes body=indent", NEWS, "zh-Hans", "xhtml", tail="editor share related comments"),
    Design("daily_county", "columns", ECMS, "dateline=yes body=font", NEWS, "zh-Hans", "xhtml", tail="editor prev_next controls"),
    Design("paper_edition", "paper", PAPER, "body=nbsp signature=yes byline=table", "news essay obituary", "zh-Hans zh-Hant-TW", "xhtml"),
    Design("agency_plain", "columns", "article=#article body=#detail title=#title meta=.info footer=.foot nav=.nav", "dateline=yes body=p signature=no", NEWS, ZH, tail="editor qr related"),
    Design("tw_news", "columns", TWNEWS, "dateline=yes body=p figure=figure og=full insets=many", NEWS, "zh-Hant-TW", tail="tags app related share comments"),
    Design("tw_news_blog", "semantic", WORDPRESS, "dateline=yes figure=wp", NEWS, "zh-Hant-TW zh-Hant-HK"),
    Design("hk_news", "semantic", "article=.article title=.headline meta=.timestamp body=.article-content_paragraph side=.side-panel related=.also-read footer=.footer", "dateline=yes figure=figure", NEWS, "zh-Hant-HK"),
    Design("ja_news", "semantic", JANEWS, "figure=figure signature=yes body=p jsonld=yes", NEWS, "ja", tail="sign tags share related hot"),
    Design("ja_local", "columns", JANEWS, "body=br header=h1 title=h2", NEWS, "ja", "xhtml", tail="copyright prev_next hot"),
    Design("ko_news", "columns", KONEWS, "dateline=yes figure=figure body=p", NEWS, "ko", tail="sign copyright bio tags related hot comments"),
    Design("ko_news_br", "columns", KONEWS, "body=brbr figure=table dateline=yes", NEWS, "ko", "xhtml", tail="sign copyright related"),
    Design("en_news", "semantic", "article=.article-body title=.headline meta=.byline body=.story side=.rail related=.read-more footer=.site-footer newsletter=.newsletter", "jsonld=yes og=full", NEWS, "en", tail="newsletter tags related comments"),
    Design("magazine", "semantic", GHOST, "body=p lead_figure=yes", "news essay interview blog", tail="bio tags newsletter related comments"),
    Design("amp", "single", AMP, "has_nav=no body=p figure=figure jsonld=yes cookie=no", NEWS + " blog", manners="minified", tail="tags comments"),
    Design("print_view", "naked", "", "title=font body=p byline=div", NEWS + " gov", "zh-Hans zh-Hant-TW", "html4", tail="controls"),
    # government and institutions
    Design("gov_trs", "gov", TRS, "gov_meta=yes body=p crumb=arrows byline=div order=title_meta_tools", NOTICES, "zh-Hans", "xhtml", tail="source editor share controls qr"),
    Design("gov_hanweb", "columns", HANWEB, "gov_meta=yes body=soup byline=ul", NOTICES, "zh-Hans", "xhtml", tail="editor controls prev_next"),
    Design("gov_table", "tables", "", "body=font byline=td", NOTICES, "zh-Hans zh-Hant-TW", "html4", "upper", tail="controls count"),
    Design("gov_new", "semantic", "article=.detail title=.detail-title meta=.detail-info body=.detail-content#UCAP-CONTENT crumb=.crumb-nav footer=.footer share=.share related=.related-doc", "gov_meta=yes byline=spans body=p", NOTICES, "zh-Hans", tail="editor qr related share"),
    Design("gov_tw", "columns", "page=.center_block article=.cp title=.h3 meta=.publish_info body=.cp_content crumb=.path footer=.fatfooter nav=.megamenu", "byline=ul body=p crumb=arrows", NOTICES, "zh-Hant-TW", tail="count controls share"),
    Design("gov_ja", "columns", "page=#tmp_wrap article=#tmp_contents title=.h1 meta=.update body=#tmp_honbun crumb=#tmp_pankuzu footer=#tmp_footer", "body=p byline=p title=h1", NOTICES, "ja", tail="share controls"),
    Design("gov_ko", "columns", "page=.sub_container article=.board_view title=.subject meta=.view_info body=.view_con footer=.footer", "byline=ul body=div", NOTICES, "ko", tail="prev_next controls copyright"),
    Design("school", "tables", "page=.winstyle article=.contentstyle title=.titlestyle meta=.timestyle body=.v_news_content", "body=p byline=td", NOTICES + " news", "zh-Hans", "xhtml", "noclose", tail="controls prev_next count"),
    # companies, shops
    Design("corp_left", "columns", "page=.wrapper article=.right_con side=.left_menu title=.news_tit meta=.news_date body=.news_con prevnext=.news_page footer=.foot crumb=.local", "side=left body=p", "company product event", tail="prev_next related"),
    Design("corp_boot", "columns", BOOTSTRAP, "body=p nav=ul", "company product event", tail="prev_next share"),
    Design("corp_seo", "columns", DEDE, "insets=many body=div about=yes", "company product essay qa", "zh-Hans", "xhtml", "stray", tail="tags copyright prev_next related hot comments"),
    Design("shop_cn", "shop", "page=.goods-wrap article=.goods-detail title=.sku-name meta=.goods-info body=.detail-content price=.summary-price comments=.comment-list", "tags=ul", "product", tail="comments related"),
    Design("shop_west", "shop", "page=.shop article=.product title=.product_title meta=.product_meta body=.woocommerce-Tabs-panel price=.price comments=#reviews related=.related.products", "og=yes", "product", tail="tags comments related"),
    Design("corp_one", "single", TAILWIND, "has_nav=yes", "company product event"),
    # weblogs and posts
    Design("wp_classic", "columns", WORDPRESS, "nav=ul title=h2 byline=spans", POSTS, tail="tags prev_next comments"),
    Design("wp_modern", "semantic", WORDPRESS, "figure=figure title=h1 byline=time", POSTS, tail="tags bio prev_next comments"),
    Design("wp_cn", "columns", WORDPRESS, "insets=many crumb=arrows", POSTS + " news", "zh-Hans", tail="copyright tags share prev_next related comments"),
    Design("hexo_next", "semantic", HEXO, "byline=spans title=h1 body=p heading=h2", POSTS, ZH, tail="copyright tags prev_next comments"),
    Design("hexo_min", "single", HEXO, "body=p heading=h2", POSTS, ZH, manners="minified", tail="prev_next"),
    Design("hugo_paper", "semantic", TAILWIND, "has_nav=yes body=p", POSTS, manners="minified", tail="tags prev_next"),
    Design("jekyll", "single", "page=.wrapper article=.post.h-entry title=.post-title.p-name meta=.post-meta date=.dt-published body=.post-content.e-content header=.site-header footer=.site-footer", "byline=time", POSTS, tail="tags comments"),
    Design("typecho", "columns", TYPECHO, "byline=ul", POSTS, ZH, tail="tags comments prev_next"),
    Design("zblog", "columns", ZBLOG, "order=title_meta body=p", POSTS, "zh-Hans", "xhtml", tail="tags prev_next related comments"),
    Design("blog_2006", "tables", "", "body=br title=font", POSTS, "zh-Hans zh-Hant-TW", "html4", "upper noclose", tail="count comments"),
    Design("tistory", "columns", TISTORY, "body=p heading=h3", POSTS, "ko", tail="share tags related comments"),
    Design("naver", "single", NAVER, "body=soup has_nav=no", POSTS, "ko", tail="tags share comments"),
    Design("hatena", "columns", HATENA, "body=p heading=h3 order=meta_title", POSTS, "ja", tail="share tags prev_next comments related"),
    Design("note", "single", NOTE, "body=p has_nav=no", POSTS, "ja", tail="share tags bio related"),
    Design("pixnet", "columns", "page=#container article=.article title=.title meta=.publish body=.article-content-inner#article-content-inner tags=.article-keyword prevnext=.trackback footer=#footer hot=.box", "body=p insets=many", POSTS, "zh-Hant-TW", tail="tags share related comments"),
    Design("ghost", "semantic", GHOST, "byline=spans body=p", POSTS, tail="bio newsletter related"),
    Design("drupal", "columns", DRUPAL, "byline=div", POSTS + " company", tail="tags share comments"),
    Design("joomla", "tables", JOOMLA, "byline=ul", POSTS + " company", "", "xhtml", tail="prev_next"),
    Design("weixin_copy", "naked", WEIXIN, "body=soup byline=spans title=h2", NEWS + " essay blog recipe", "zh-Hans", tail="sign copyright qr share tags"),
    Design("platform_feed", "single", HASHED, "body=p byline=spans", NEWS + " essay blog", manners="minified", tail="share comments related copyright"),
    Design("recipe_site", "columns", "page=.page-container article=.recipe-show title=.page-title meta=.time body=.recipe side=.right-panel comments=.comments related=.recipes footer=.footer", "lists=real jsonld=yes", "recipe", tail="copyright comments related share"),
    # forums, questions, wikis, novels, documents
    Design("discuz", "forum", DISCUZ, "body=br byline=spans crumb=guillemet", "forum qa fiction blog", "zh-Hans zh-Hant-TW", "xhtml", tail="share controls"),
    Design("phpwind", "forum", PHPWIND, "body=brbr byline=div", "forum fiction recipe", "zh-Hans", "xhtml", tail="share controls"),
    Design("bbs_plain", "forum", "", "body=br byline=glued", "forum qa", "", "html4", "noclose", tail="controls"),
    Design("zhidao", "columns", "page=.wgt-ask article=.question title=.ask-title meta=.ask-info body=.best-text side=.aside comments=.answer-list related=.related-list footer=.footer", "body=p", "qa forum", tail="share comments related"),
    Design("stack", "semantic", "page=#mainbar article=.question title=.question-hyperlink meta=.post-signature body=.s-prose.js-post-body@text tags=.post-taglist comments=.comments side=#sidebar", "byline=lines", "qa tutorial forum", tail="tags comments related"),
    Design("mediawiki", "wiki", WIKI, "title=h1 body=p cookie=no", "encyclopedia essay documentation poetry manual", tail="-"),
    Design("baike", "wiki", BAIKE, "title=h1 body=div", "encyclopedia essay", ZH, tail="source copyright"),
    Design("novel_cn", "novel", "page=#wrapper article=.box_con title=.bookname body=#content prevnext=.bottem1 footer=.footer nav=.nav crumb=.con_top", "body=brbr title=h1", "fiction scripture", "zh-Hans", "xhtml", tail="controls"),
    Design("novel_table", "novel", "", "body=br title=font", "fiction scripture poetry", "", "html4", "upper", tail="controls"),
    Design("novel_web", "novel", "page=.read-content article=.chapter title=.j_chapterName body=.j_readContent meta=.text-info", "body=p", "fiction", tail="comments"),
    Design("docs_site", "docs", "page=.md-container tree=.md-sidebar toc=.md-toc article=.md-content__inner title=.md-title body=.md-typeset footer=.md-footer", "body=p heading=h2 title=h1", "tutorial documentation manual", tail="prev_next"),
    Design("docs_old", "docs", "page=.document tree=.sphinxsidebar toc=.localtoc article=.body body=.section", "body=p title=h1", "tutorial documentation law manual", "", "xhtml", tail="copyright"),
    Design("law_bank", "tables", "", "body=p byline=table", "law gov documentation manual", "", "html4", tail="controls copyright"),
    Design("poem_site", "columns", "page=.main3 article=.sons title=.yizhu meta=.source body=.contson side=.right related=.sonspic footer=.footer", "verse=br", "poetry verse", "", tail="tags related comments"),
    Design("scripture_site", "single", "article=.chapter body=.verses prevnext=.chapters", "body=p", "scripture poetry verse essay", "", tail="prev_next"),
    # sites without helpful names
    Design("no_names", "columns", "", "body=div title=div", ""),
    Design("no_names_br", "single", "", "body=br title=div", ""),
    Design("no_names_bare", "tables", "", "body=bare title=h3", "", "", "none", "noclose"),
    Design("short_names", "columns", SHORT, "body=p", "", manners="minified"),
    Design("hashed_names", "semantic", HASHED, "body=div", "", manners="minified"),
    Design("wrong_names", "columns", MISLEADING, "body=p", ""),
    Design("farm", "columns", DEDE, "insets=many body=brbr about=yes cookie=no", "essay qa company blog recipe", "zh-Hans", "xhtml", "stray noclose references", tail="copyright ad tags prev_next related hot"),
    Design("homepage_1999", "naked", "", "title=font body=bare byline=glued", "essay verse fiction letter poetry", "", "html4", "upper noclose references", tail="controls count"),
]
