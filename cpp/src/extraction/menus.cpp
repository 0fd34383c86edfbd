#include "extraction/menus.hpp"

#include <algorithm>
#include <vector>

#include "extraction/labels.hpp"
#include "extraction/lexicon.hpp"
#include "extraction/shape.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

constexpr std::size_t longest_line = 400;  ///< bytes

constexpr std::string_view words[] = {
    // channels
    "首页", "网站首页", "首頁", "主页", "新闻", "新聞", "要闻", "要聞", "国内", "国际", "國內", "國際", "社会", "社會", "时政", "時政", "政治", "财经", "財經", "经济", "經濟", "金融", "股票", "理财", "科技", "数码", "數位", "互联网", "体育", "體育", "娱乐", "娛樂", "教育", "健康", "旅游", "旅遊", "房产", "房產", "汽车", "汽車", "文化", "视频", "影音", "图片", "图库", "评论", "評論", "观点", "專欄", "专栏", "专题", "專題", "军事", "軍事", "历史", "歷史", "美食", "时尚", "時尚", "三农", "法治", "论坛", "論壇", "博客", "读书", "生活", "地方", "兩岸", "港聞", "副刊", "馬經", "寵物", "星座", "天气", "天氣", "即時", "熱門", "热搜", "热点", "直播", "本地", "区域", "更多", "随笔", "隨筆", "技术", "归档", "分类", "标签", "标籤", "友链", "留言板", "说说", "关于", "搜索", "搜尋", "查询", "地图", "網站導覽", "网站导航", "网站地图", "手机版", "行動版", "手機版", "無障礙", "长者版", "简体", "繁體", "繁体", "簡體", "登录", "登入", "注册", "註冊", "會員中心", "会员中心", "电子报", "電子報", "邮箱", "意见反馈", "联系我们", "聯絡我們", "关于我们", "關於我們", "公司简介", "产品中心", "新闻资讯", "新闻中心", "成功案例", "技术支持", "人才招聘", "在线留言", "企业文化", "资质荣誉", "行业动态", "公司新闻", "政务公开", "政务服务", "互动交流", "数据开放", "通知公告", "政策解读", "领导之窗", "机构职能", "部门动态", "招考招聘", "正文", "文章正文", "本文", "目录", "详情", "内容", "页面", "您现在的位置", "您当前的位置", "当前位置", "所在位置", "目前位置", "您的位置", "位置",
    "ホーム", "トップ", "ニュース", "社会", "政治", "経済", "国際", "スポーツ", "エンタメ", "文化", "暮らし", "科学", "医療", "地域", "天気", "動画", "写真", "コラム", "連載", "特集", "ランキング", "ログイン", "会員登録", "メニュー", "サイトマップ", "検索", "本文へ移動", "お問い合わせ", "社説", "教育", "現在のページ", "現在地",
    "홈", "뉴스", "정치", "경제", "사회", "국제", "문화", "연예", "스포츠", "교육", "건강", "여행", "지역", "날씨", "포토", "영상", "오피니언", "기사", "로그인", "회원가입", "검색", "전체메뉴", "사이트맵", "현재위치", "현재 위치", "본문",
    "home", "news", "world", "local", "sport", "sports", "culture", "tech", "science", "business", "opinion", "weather", "health", "travel", "food", "archive", "tags", "about", "contact", "now", "rss", "article", "video", "photos", "log in", "login", "sign up", "sign in", "subscribe", "search", "menu", "skip to main content", "skip to content", "sitemap", "english", "advertisement", "you are here",
    // buttons
    "分享", "分享到", "分享至", "微信", "微信好友", "朋友圈", "新浪微博", "微博", "qq空间", "qq好友", "qq", "收藏", "打印", "打印本页", "列印", "转发", "轉寄", "轉寄友人", "友人", "点赞", "点赞", "复制链接", "複製連結", "扫一扫", "二维码", "评论", "评论", "举报", "关闭窗口", "关闭", "讚好", "讚", "留言", "转帖", "plurk", "line", "facebook", "twitter", "reddit", "pinterest", "whatsapp", "telegram", "x", "pocket", "email", "e-mail", "print", "save", "share", "tweet", "like", "copy link", "linkedin", "シェア", "ツイート", "印刷", "スクラップ", "lineで送る", "はてなブックマーク", "ブックマーク", "인쇄", "스크랩", "카카오톡", "트위터", "페이스북", "공유하기", "공유", "공감", "좋아요", "いいね", "いいね！", "リンクをコピー", "はてブ", "线", "网站支持ipv6", "领取", "url복사", "복사", "微信朋友圈", "下一条", "上一条", "下一篇", "上一篇", "返回",
    // sizes of letters
    "字号", "字號", "字体", "字體", "字体大小", "字體大小", "字級", "文字サイズ変更", "文字サイズ", "標準", "拡大", "縮小", "글자크기", "글씨", "키우기", "줄이기", "가", "text size", "font size", "大", "中", "小", "a", "a+", "a-", "aa", "t", "视力保护色", "背景色",
};

const Lexicon& lexicon() {
  static const Lexicon made([] {
    std::vector<Lexicon::Entry> entries;
    for (const std::string_view word : words) {
      if (word.size() >= 2) entries.push_back({word, 0});
    }
    return entries;
  }());
  return made;
}

bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }

}  // namespace

bool is_menu(std::string_view line) noexcept {
  if (line.empty() || line.size() > longest_line) return false;
  std::size_t told = 0, other = 0, count = 0, single_letters = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t longest = 0;
    const bool inside_word = i > 0 && is_letter(line[i]) && is_letter(line[i - 1]) && lower(line[i]) == line[i];
    if (!inside_word) {
      for (const Lexicon::Entry& entry : lexicon().at(line, i)) {
        const std::size_t end = i + entry.word.size();
        if (entry.word.size() <= longest || !starts_with(line.substr(i), entry.word)) continue;
        // A word in Latin letters ends where it does, or where the next begins with a capital.
        if (is_letter(entry.word.back()) && end < line.size() && is_letter(line[end]) && lower(line[end]) == line[end]) continue;
        longest = entry.word.size();
      }
    }
    if (longest > 0) {
      told += width_of(line.substr(i, longest));
      ++count;
      i += longest;
      continue;
    }
    const text::Decoded c = text::decode_at(line, i);
    const text::CharClass what = text::class_of(c.value);
    const bool single = is_letter(line[i]) && (i + 1 >= line.size() || !is_letter(line[i + 1])) && !inside_word;  // A A A
    if (single) ++told, ++count, ++single_letters;
    else if (what.letter()) other += what.wide() ? 2 : 1;
    i += c.size;
  }
  if (count == single_letters) return false;
  // A name of the site may stand among them.
  return (count >= 1 && other == 0) || (count >= 2 && other * 4 <= told) || (count >= 5 && other * 2 <= told * 3);
}

}  // namespace hansift::extraction
