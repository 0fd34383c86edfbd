#include "extraction/words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "extraction/lexicon.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

enum class How : std::uint8_t { starts, equals, holds, ends };

struct Word {
  std::string_view text;
  How how;
  std::uint8_t longest;  ///< width of the line up to which the word counts
  bool opens;
};

struct Group {
  const Rule* rule;
  std::span<const Word> words;
  bool contact = false;
};

constexpr auto starts = How::starts;
constexpr auto equals = How::equals;
constexpr auto holds = How::holds;
constexpr auto ends = How::ends;

constexpr Word navigation[] = {
    {"首页", equals, 20, false}, {"首頁", equals, 20, false}, {"返回", starts, 24, false}, {"回到", starts, 14, false}, {"顶部", equals, 12, false},
    {"頂部", equals, 12, false}, {"回顶部", holds, 16, false}, {"上一篇", starts, 120, false}, {"下一篇", starts, 120, false},
    {"上一条", starts, 120, false}, {"下一条", starts, 120, false}, {"上一則", starts, 120, false}, {"下一則", starts, 120, false},
    {"上一章", starts, 80, false}, {"下一章", starts, 80, false}, {"上一页", starts, 60, false}, {"下一页", starts, 60, false},
    {"上一頁", starts, 60, false}, {"下一頁", starts, 60, false}, {"上篇", starts, 10, false}, {"下篇", starts, 10, false},
    {"当前位置", starts, 120, false}, {"您的位置", starts, 120, false}, {"您现在的位置", starts, 120, false}, {"你的位置", starts, 120, false},
    {"目前位置", starts, 120, false}, {"您所在的位置", starts, 120, false}, {"所在位置", starts, 120, false},
    {"加入收藏", holds, 40, false}, {"收藏本", holds, 30, false}, {"设为首页", holds, 40, false}, {"設為首頁", holds, 40, false},
    {"关闭窗口", holds, 40, false}, {"關閉視窗", holds, 40, false}, {"网站地图", holds, 100, false}, {"網站地圖", holds, 100, false},
    {"关于我们", holds, 100, false}, {"關於我們", holds, 100, false}, {"联系我们", holds, 100, false}, {"聯絡我們", holds, 100, false},
    {"隐私政策", holds, 80, false}, {"隱私權", holds, 80, false}, {"使用條款", holds, 80, false}, {"加入书签", holds, 60, false},
    {"返回目录", holds, 60, false}, {"本章未完", holds, 60, false}, {"本章完", holds, 20, false}, {"最新章节", starts, 60, false}, {"手机用户", starts, 60, false}, {"加入书架", holds, 60, false}, {"点击下一页", holds, 60, false}, {"章节目录", holds, 60, false}, {"无障碍", starts, 40, false}, {"長者", equals, 12, false}, {"长者", starts, 20, false},
    {"简体", starts, 20, false}, {"繁体", starts, 20, false}, {"登录", starts, 24, false}, {"登入", starts, 24, false}, {"注册", equals, 12, false},
    {"阅读全文", holds, 24, false}, {"查看更多", holds, 24, false}, {"查看全部", holds, 24, false}, {"展开全文", holds, 24, false},
    {"加载更多", holds, 24, false}, {"更多", equals, 8, false}, {"更多>>", ends, 40, false}, {"目录", equals, 10, false}, {"只看楼主", holds, 40, false},
    {"只看该作者", holds, 40, false}, {"前の記事", starts, 80, false}, {"次の記事", starts, 80, false}, {"記事一覧", holds, 40, false},
    {"ホーム", equals, 12, false}, {"トップページ", starts, 24, false}, {"ページトップ", starts, 24, false}, {"ページの先頭", starts, 24, false},
    {"お問い合わせ", holds, 70, false}, {"プライバシーポリシー", holds, 80, false}, {"会社概要", starts, 80, false}, {"이전글", starts, 100, false},
    {"다음글", starts, 100, false}, {"이전 글", starts, 100, false}, {"다음 글", starts, 100, false}, {"목록", equals, 16, false}, {"맨위로", holds, 20, false}, {"홈으로", holds, 20, false},
    {"회사소개", holds, 90, false}, {"개인정보", holds, 90, false}, {"이용약관", holds, 90, false}, {"로그인", starts, 24, false}, {"회원가입", holds, 40, false},
    {"back to top", starts, 30, false}, {"skip to", starts, 40, false}, {"home", equals, 10, false}, {"read more", starts, 24, false},
    {"continue reading", starts, 40, false}, {"next article", starts, 60, false}, {"previous article", starts, 60, false}, {"sign in", starts, 30, false},
    {"log in", starts, 30, false}, {"privacy policy", holds, 80, false}, {"contact us", holds, 60, false}, {"about us", holds, 60, false},
    {"load more", starts, 24, false}, {"view all", starts, 24, false}, {"see all", starts, 24, false},
};

constexpr Word related[] = {
    {"相关阅读", starts, 24, true}, {"相關閱讀", starts, 24, true}, {"相关文章", starts, 24, true}, {"相關文章", starts, 24, true},
    {"相关新闻", starts, 24, true}, {"相關新聞", starts, 24, true}, {"相关推荐", starts, 24, true}, {"相关链接", starts, 24, true},
    {"相关资讯", starts, 24, true}, {"相关报道", starts, 24, true}, {"相關報導", starts, 24, true}, {"相關報道", starts, 24, true}, {"延伸阅读", starts, 24, true}, {"延伸閱讀", starts, 24, true},
    {"推荐阅读", starts, 24, true}, {"推薦閱讀", starts, 24, true}, {"热门推荐", starts, 24, true}, {"热门文章", starts, 24, true}, {"熱門文章", starts, 24, true},
    {"热门新闻", starts, 24, true}, {"熱門新聞", starts, 24, true}, {"热点新闻", starts, 24, true}, {"最新文章", starts, 24, true}, {"最新新闻", starts, 24, true},
    {"最新新聞", starts, 24, true}, {"最新资讯", starts, 24, true}, {"猜你喜欢", starts, 24, true}, {"猜您喜欢", starts, 24, true}, {"你可能喜欢", starts, 24, true},
    {"您可能感兴趣", starts, 30, true}, {"大家都在看", starts, 24, true}, {"大家都在搜", starts, 24, true}, {"看过本文的", starts, 30, true},
    {"阅读排行", starts, 24, true}, {"点击排行", starts, 24, true}, {"排行榜", ends, 20, true}, {"热门排行", starts, 24, true}, {"图片新闻", equals, 16, true},
    {"编辑推荐", starts, 20, true}, {"編輯推薦", starts, 20, true}, {"精彩推荐", starts, 24, true}, {"为您推荐", starts, 24, true}, {"为你推荐", starts, 24, true},
    {"今日推荐", starts, 24, true}, {"往期", starts, 20, true}, {"更多内容", ends, 24, true}, {"更多新闻", starts, 24, true}, {"更多文章", starts, 24, true}, {"更多精彩", starts, 30, true},
    {"同类文章", starts, 24, true}, {"你可能也想看", starts, 24, true}, {"推薦新聞", starts, 24, true}, {"看更多", starts, 40, true},
    {"関連記事", starts, 24, true}, {"あわせて読みたい", starts, 30, true}, {"おすすめ記事", starts, 24, true}, {"おすすめ", equals, 12, true}, {"人気記事", starts, 24, true},
    {"最新記事", starts, 24, true}, {"新着記事", starts, 24, true}, {"アクセスランキング", starts, 30, true}, {"ランキング", ends, 24, true},
    {"관련기사", starts, 24, true}, {"관련 기사", starts, 24, true}, {"관련뉴스", starts, 24, true}, {"많이 본", starts, 30, true}, {"인기기사", starts, 24, true},
    {"추천기사", starts, 24, true}, {"추천 기사", starts, 24, true}, {"최신기사", starts, 24, true}, {"최신 기사", starts, 24, true}, {"주요뉴스", starts, 24, true},
    {"related articles", starts, 40, true}, {"related stories", starts, 40, true}, {"related posts", starts, 40, true}, {"related content", starts, 40, true},
    {"related:", starts, 140, false}, {"read more:", starts, 140, false}, {"more from", starts, 60, true}, {"more stories", starts, 40, true}, {"you may also like", starts, 40, true},
    {"recommended for you", starts, 40, true}, {"recommended", equals, 20, true}, {"most read", starts, 30, true}, {"most popular", starts, 30, true}, {"trending", equals, 20, true},
    {"see also", equals, 12, false}, {"also read", starts, 120, false}, {"read also", starts, 120, false}, {"latest news", starts, 30, true},
};

constexpr Word share[] = {
    {"分享到", starts, 80, false}, {"分享至", starts, 60, false}, {"分享", equals, 10, false}, {"点个赞", holds, 40, false}, {"點個讚", holds, 40, false}, {"赞赏", holds, 24, false}, {"打赏", holds, 40, false}, {"在看", equals, 10, false},
    {"求收藏", holds, 60, false}, {"求推荐票", holds, 60, false}, {"求月票", holds, 60, false}, {"求票", holds, 40, false}, {"点击上方", holds, 60, false}, {"点击下方", holds, 60, false}, {"點擊下方", holds, 60, false}, {"点击阅读原文", holds, 60, false},
    {"按讚", starts, 40, false}, {"按赞", starts, 40, false}, {"粉絲專頁", holds, 50, false}, {"爆料热线", holds, 60, false}, {"报料热线", holds, 60, false}, {"報料熱線", holds, 60, false}, {"留言有", holds, 60, false}, {"いいね", equals, 12, false}, {"좋아요", equals, 12, false}, {"만족도", holds, 60, false},
    {"一键分享", holds, 40, false}, {"一键转发", holds, 40, false}, {"转发", starts, 20, false},
    {"打印", starts, 30, false}, {"列印", starts, 30, false}, {"【打印", holds, 60, false}, {"[打印", holds, 60, false}, {"打印本页", holds, 60, false}, {"字号", holds, 40, false}, {"字體", starts, 40, false}, {"字体", starts, 40, false}, {"字級", holds, 40, false},
    {"扫一扫", holds, 80, false}, {"掃一掃", holds, 80, false}, {"扫描二维码", holds, 80, false}, {"扫码", starts, 60, false}, {"二维码", holds, 50, false}, {"長按", starts, 50, false}, {"长按", starts, 50, false},
    {"复制链接", holds, 40, false}, {"複製連結", holds, 40, false}, {"点赞", starts, 30, false}, {"收藏", equals, 10, false}, {"举报", equals, 20, false}, {"回复", equals, 12, false}, {"点击关注", holds, 50, false}, {"关注", equals, 10, false},
    {"关注我们", holds, 60, false}, {"微信公众号", starts, 60, false}, {"公众号", starts, 50, false}, {"微信", equals, 10, false}, {"微博", equals, 10, false}, {"好友", ends, 20, false}, {"手机看", starts, 40, false}, {"手机阅读", starts, 40, false},
    {"シェアする", holds, 40, false}, {"シェア", equals, 12, false}, {"ツイート", equals, 14, false}, {"印刷", equals, 10, false}, {"文字サイズ", starts, 30, false}, {"メルマガ", starts, 60, false}, {"フォローする", holds, 50, false},
    {"공유하기", holds, 40, false}, {"공유", equals, 10, false}, {"인쇄", starts, 24, false}, {"글자크기", holds, 40, false}, {"스크랩", equals, 12, false}, {"구독하기", holds, 40, false}, {"댓글쓰기", starts, 20, false}, {"카카오톡", starts, 40, false},
    {"share this", starts, 40, false}, {"share", equals, 10, false}, {"share on", starts, 40, false}, {"share via", starts, 40, false}, {"tweet", equals, 10, false}, {"print", equals, 10, false}, {"follow us", starts, 50, false}, {"facebook", equals, 14, false}, {"twitter", equals, 14, false},
    {"whatsapp", equals, 14, false}, {"pinterest", equals, 14, false}, {"linkedin", equals, 14, false}, {"copy link", starts, 20, false}, {"email", equals, 10, false}, {"subscribe", equals, 20, false}, {"click here to", starts, 80, false},
};

constexpr Word copyright[] = {
    {"copyright", starts, 200, false}, {"©", holds, 200, false}, {"(c)", starts, 120, false}, {"版权所有", holds, 160, false}, {"版權所有", holds, 160, false}, {"著作權所有", holds, 120, false}, {"all rights reserved", holds, 200, false},
    {"icp备", holds, 120, false}, {"icp证", holds, 120, false}, {"公网安备", holds, 120, false}, {"许可证", holds, 120, false}, {"翻印必究", holds, 100, false}, {"违者必究", ends, 120, false}, {"转载请注明", holds, 120, false}, {"轉載請註明", holds, 120, false},
    {"未经授权", starts, 120, false}, {"未經授權", holds, 90, false}, {"禁止转载", holds, 80, false}, {"不得转载", ends, 100, false}, {"無断転載", holds, 120, false}, {"無断使用", holds, 120, false}, {"무단전재", holds, 120, false}, {"무단 전재", holds, 120, false}, {"저작권자", holds, 120, false},
    {"cc by", starts, 60, false}, {"知识共享", starts, 100, false},
    {"icp備", holds, 120, false}, {"icp證", holds, 120, false}, {"公網安備", holds, 120, false}, {"許可證", holds, 120, false}, {"違者必究", ends, 120, false}, {"禁止轉載", holds, 80, false}, {"不得轉載", ends, 100, false}, {"知識共享", starts, 100, false},
};

constexpr Word advertisement[] = {
    {"广告", equals, 10, false}, {"廣告", equals, 10, false}, {"推广", equals, 10, false}, {"[广告]", holds, 80, false}, {"赞助商", starts, 40, false}, {"スポンサー", starts, 40, false}, {"広告", equals, 10, false}, {"[pr]", holds, 80, false},
    {"광고", equals, 10, false}, {"advertisement", equals, 24, false}, {"sponsored", starts, 40, false}, {"下载app", holds, 50, false}, {"下载客户端", holds, 50, false}, {"客户端下载", holds, 50, false}, {"打开app", holds, 40, false},
    {"推廣", equals, 10, false}, {"[廣告]", holds, 80, false}, {"贊助商", starts, 40, false}, {"下載app", holds, 50, false}, {"下載客戶端", holds, 50, false}, {"客戶端下載", holds, 50, false}, {"打開app", holds, 40, false},
};

constexpr Word comment[] = {
    {"网友评论", starts, 40, true}, {"網友評論", starts, 40, true}, {"最新评论", starts, 30, true}, {"热门评论", starts, 30, true}, {"全部评论", starts, 30, true}, {"发表评论", starts, 40, true}, {"發表評論", starts, 40, true}, {"评论(", starts, 20, true},
    {"评论（", starts, 20, true}, {"评论", equals, 10, true}, {"評論", equals, 10, true}, {"我要评论", starts, 30, true}, {"条评论", ends, 24, true}, {"則留言", ends, 24, true}, {"读者评论", starts, 24, true}, {"读者留言", starts, 24, true}, {"留言板", starts, 24, true}, {"精选留言", starts, 24, true}, {"说点什么", starts, 30, true}, {"文明上网", starts, 80, true},
    {"コメント", starts, 24, true}, {"件のコメント", ends, 24, true}, {"댓글", starts, 24, true}, {"comments", equals, 14, true}, {"comments (", starts, 24, true}, {"leave a reply", starts, 40, true}, {"leave a comment", starts, 40, true}, {"post a comment", starts, 40, true}, {"add a comment", starts, 40, true},
    {"最新評論", starts, 30, true}, {"熱門評論", starts, 30, true}, {"全部評論", starts, 30, true}, {"評論(", starts, 20, true}, {"評論（", starts, 20, true}, {"我要評論", starts, 30, true}, {"條評論", ends, 24, true}, {"讀者評論", starts, 24, true}, {"讀者留言", starts, 24, true}, {"精選留言", starts, 24, true}, {"說點什麼", starts, 30, true}, {"文明上網", starts, 80, true},
};

// Floors and counts of a thread.
constexpr Word post[] = {
    {"个回答", holds, 24, false}, {"個回答", holds, 24, false}, {"条回复", ends, 24, false}, {"則回覆", ends, 24, false}, {"条回答", ends, 24, false}, {"默认排序", ends, 24, false},
    {"按时间排序", ends, 24, false}, {"引用", equals, 10, false}, {"件の回答", ends, 24, false}, {"ベストアンサー", equals, 20, false}, {"개의 답변", ends, 24, false},
    {"條回覆", ends, 24, false}, {"條回答", ends, 24, false}, {"默認排序", ends, 24, false}, {"按時間排序", ends, 24, false},
};

constexpr Word footer[] = {
    {"主办单位", starts, 120, false}, {"主办：", starts, 120, false}, {"主办:", starts, 120, false}, {"承办单位", starts, 120, false}, {"技术支持", starts, 100, false}, {"举报电话", holds, 100, false}, {"网站标识码", holds, 100, false}, 
    {"分辨率", holds, 90, false}, {"访问量", holds, 60, false}, {"总访问", holds, 60, false}, {"客服信箱", starts, 80, false}, {"客服", starts, 50, false}, {"新闻热线", starts, 60, false}, {"不良信息", starts, 80, false}, {"發行人", holds, 80, false}, {"발행인", holds, 120, false}, {"등록번호", holds, 120, false}, {"제호", starts, 90, false}, {"청소년보호", holds, 100, false}, {"사업자", starts, 100, false},
    {"标签", starts, 100, false}, {"關鍵字", starts, 100, false}, {"关键词", starts, 120, false}, {"关键字", starts, 120, false}, {"tags:", starts, 120, false}, {"分类：", starts, 60, false}, {"分类:", starts, 60, false}, {"专题：", starts, 60, false}, {"カテゴリ", starts, 60, false}, {"タグ", starts, 60, false}, {"阅读原文", holds, 30, false}, {"原文链接", starts, 160, false}, {"原标题：", starts, 140, false}, {"原标题:", starts, 140, false}, {"本文链接", starts, 160, false}, {"本文地址", starts, 160, false}, {"filed under", starts, 80, false}, {"topics:", starts, 80, false},
    {"主辦單位", starts, 120, false}, {"主辦：", starts, 120, false}, {"主辦:", starts, 120, false}, {"承辦單位", starts, 120, false}, {"技術支持", starts, 100, false}, {"舉報電話", holds, 100, false}, {"網站標識碼", holds, 100, false}, {"訪問量", holds, 60, false}, {"總訪問", holds, 60, false}, {"新聞熱線", starts, 60, false}, {"標籤", starts, 100, false}, {"關鍵詞", starts, 120, false}, {"分類：", starts, 60, false}, {"分類:", starts, 60, false}, {"專題：", starts, 60, false}, {"閱讀原文", holds, 30, false}, {"原文鏈接", starts, 160, false}, {"原標題：", starts, 140, false}, {"原標題:", starts, 140, false}, {"本文鏈接", starts, 160, false},
};

// In the footer they say how the site can be reached, in a notice whom to ask.
constexpr Word contact[] = {
    {"邮编", holds, 120, false}, {"郵編", holds, 120, false}, {"联系电话：", starts, 90, false}, {"电话：", starts, 90, false}, {"电话:", starts, 90, false}, {"電話：", starts, 90, false}, {"地址：", starts, 120, false}, {"地址:", starts, 120, false},
    {"주소 :", starts, 100, false}, {"주소:", starts, 100, false}, {"대표전화", holds, 100, false},
};

constexpr Group groups[] = {{&drop_navigation, navigation}, {&drop_related, related}, {&drop_share, share}, {&drop_copyright, copyright},
                            {&drop_advertisement, advertisement}, {&drop_comment, comment}, {&drop_footer, footer}, {&drop_footer, contact, true}, {&drop_post, post}};

// Requests to scan, follow, subscribe: a call and a thing, or a phrase that is both.
constexpr std::string_view calls[] = {"扫描", "掃描", "扫一扫", "掃一掃", "关注", "關注", "订阅", "訂閱", "下载", "下載", "添加", "加入", "长按"};
constexpr std::string_view things[] = {"二维码", "二維碼", "公众号", "公眾號", "客户端", "手机报", "app", "微信", "line好友", "電子報", "电子报", "频道", "粉絲團"};
constexpr std::string_view requests[] = {"会員登録", "有料会員", "会員限定", "メールマガジン", "登録はこちら", "제보는", "제보하기", "使用 cookie", "使用cookie", "use cookies", "uses cookies", "クッキーを使用", "쿠키를 사용", "sign up for", "subscribe to", "newsletter", "download our app", "download the app"};
constexpr std::size_t call_reach = 120;  // bytes from the begin of the line
constexpr std::size_t widest_excuse = 130;

// The page has nothing to show.
constexpr std::string_view excuses[] = {
    "页面不存在", "頁面不存在", "网页不存在", "網頁不存在", "页面未找到", "页面没有找到", "找不到页面", "找不到頁面", "找不到该页", "找不到您", "找不到網頁", "您访问的页面", "您要访问的", "您要找的", "您所访问的", "您瀏覽的頁面", "您查看的页面",
    "内容不存在", "內容不存在", "文章不存在", "已被删除", "已被刪除", "已经被删除", "已經被刪除", "已下架", "登录后", "登錄後", "登入後", "先登录", "先登入", "需要登录", "需要登入", "没有权限", "沒有權限", "权限不足", "系统维护", "系統維護", "正在维护", "維護中", "没有找到相关", "没有找到符合", "沒有找到",
    "暂无内容", "暂无数据", "阅读权限", "閱讀權限", "404 not found", "错误代码", "錯誤代碼", "浏览器不支持", "瀏覽器不支援", "服务器错误", "服务器内部错误", "伺服器錯誤", "稍后再试", "稍後再試", "秒后自动", "秒後自動", "自动跳转", "自動跳轉", "安全验证", "输入验证码", "浏览器版本过低", "请开启javascript",
    "ページが見つかりません", "お探しのページ", "見つかりませんでした", "ログインしてください", "ログインが必要", "メンテナンス中", "存在しないか", "페이지를 찾을 수 없", "존재하지 않는 페이지", "삭제된 페이지", "로그인이 필요", "로그인 후", "로그인하시기", "점검 중", "자바스크립트를",
    "page not found", "page you are looking for", "page you were looking for", "page you requested", "page cannot be found", "page can't be found", "does not exist", "doesn't exist", "no longer available", "not be found", "please log in", "please sign in", "must be logged in", "need to log in", "need to be logged in", "access denied",
    "no results", "under maintenance", "you are not a robot", "enable javascript", "log in to"};

// A legal notice opens with one of these and claims one of those.
constexpr std::string_view openers[] = {"版权归", "版權歸", "著作权归", "版权声明", "版權聲明", "免责声明", "免責聲明", "声明：", "声明:", "特别声明", "凡注明", "凡本网", "凡本站", "凡来源", "本文仅代表", "本文系", "本文为", "本文由", "本文首发", "本文转载",
      "以上内容", "本站", "本网站", "本網站", "本網", "この記事", "このサイト"};
constexpr std::string_view claims[] = {"转载", "轉載", "授权", "授權", "版权", "版權", "侵权", "侵權", "侵犯", "不代表", "立场", "立場", "法律责任", "删除", "刪除", "无断", "転載", "会員限定", "出处", "出處"};

// How captions begin and end.
constexpr std::string_view caption_heads[] = {"图为", "圖為", "图：", "圖：", "图:", "圖:", "▲", "△", "▼", "↑", "図1", "写真：", "写真は", "写真＝", "사진=", "사진 =", "사진:", "photo:", "image:", "▽", "image copyright", "image caption", "image credit", "photo credit", "photo by", "photograph:", "credit:"};
constexpr std::string_view caption_tails[] = {"摄", "攝", "摄影", "攝影", "摄）", "攝）", "摄)", "攝)", "供图", "供圖", "供图）", "供圖）", "供图)", "供圖)", "资料图", "資料圖", "资料图）", "資料圖）", "资料图片", "資料照", "資料照）", "撮影", "撮影）", "提供）", "提供)", "圖）", "图）", "圖)",
      "图)", "写真", "사진", "제공", "撮影)", "翻攝）"};

constexpr std::string_view credits[] = {"image:", "image credit", "images:", "photo:", "photo by", "photo credit", "photos:", "picture:", "pic:", "credit:", "file photo", "getty", "ap photo", "reuters/"};

constexpr std::string_view homes[] = {"首页", "首頁", "主页", "ホーム", "トップ", "홈", "home", "网首页", "top"};

bool has(std::string_view text, std::string_view word) noexcept {
  for (std::size_t i = 0; i + word.size() <= text.size(); i += step_of(text[i])) {
    if (starts_with(text.substr(i), word)) return true;
  }
  return false;
}

template <class Words>
bool starts_with_any(std::string_view text, const Words& words) noexcept {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return starts_with(text, word); });
}

bool starts_with_one(std::string_view text, const Lexicon& words) noexcept {
  if (text.empty()) return false;
  const auto candidates = words.at(text, 0);
  return std::any_of(candidates.begin(), candidates.end(), [&](const Lexicon::Entry& entry) { return starts_with(text, entry.word); });
}

template <class Words>
bool ends_with_any(std::string_view text, const Words& words) noexcept {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return text.ends_with(word); });
}

bool is_decoration(char32_t c) noexcept {
  const text::CharClass what = text::class_of(c);
  return (what.punctuation() || what.symbol() || what.white_space()) && c != U'©' && c != U'[' && c != U'(';
}

/// Without leading and trailing marks such as ■ 【 】 » : |
std::string_view bare(std::string_view line) noexcept {
  while (!line.empty()) {
    const text::Decoded first = text::decode_at(line, 0);
    if (!is_decoration(first.value)) break;
    line.remove_prefix(first.size);
  }
  while (!line.empty()) {
    const text::Decoded last = text::decode_before(line, line.size());
    const text::CharClass what = text::class_of(last.value);
    if (!(what.punctuation() || what.symbol() || what.white_space()) || last.value == U')' || last.value == U'>') break;
    line.remove_suffix(last.size);
  }
  return line;
}

/// … (Image: AGENCY)
bool credited_in_brackets(std::string_view line) noexcept {
  if (!line.ends_with(')')) return false;
  const std::string_view tail = line.substr(line.size() > 80 ? line.size() - 80 : 0);
  const std::size_t open = tail.rfind('(');
  return open != std::string_view::npos && starts_with_any(tail.substr(open + 1), credits);
}

/// 3楼, #3: which post of a thread it is.
bool is_floor(std::string_view line, const Shape& shape) noexcept {
  if (shape.width > 8 || shape.digits == 0 || shape.digits + 1 != shape.characters) return false;
  return line.ends_with("楼") || line.ends_with("樓") || line.starts_with('#');
}

/// The lists, ready to be looked up: cues by where in the line they count, and the other words that count anywhere in it.
struct Lexicons {
  struct Numbered {
    const Word* word;
    const Rule* rule;
    bool contact;
  };
  enum : std::uint16_t { call = 0x4000, thing = 0x5000, request = 0x6000, excuse = 0x7000 };  // numbers of words that are no cues

  static const Lexicons& get() {
    static const Lexicons all;
    return all;
  }

  std::vector<Numbered> cues;            // in the order in which they are to be tried
  std::vector<std::uint16_t> endings;    // cues that count at the end of a line
  std::size_t widest = 0;                // line in which a cue counts anywhere
  Endings last;                          // whether a line ends with the last character of one of those
  Lexicon first;                         // cues that count at the begin of a line
  Lexicon anywhere;
  Lexicon legal_first;
  Lexicon caption_first;
  Endings caption_last;

 private:
  Lexicons() : Lexicons(number_cues()) {}
  explicit Lexicons(std::vector<Numbered> numbered)
      : cues(std::move(numbered)),
        last(ends_of(cues)),
        first(entries(true)),
        anywhere(entries(false)),
        legal_first(plain(openers)),
        caption_first(plain(caption_heads)),
        caption_last(caption_tails) {
    for (std::uint16_t i = 0; i < cues.size(); ++i) {
      if (cues[i].word->how == How::ends) endings.push_back(i);
      if (cues[i].word->how == How::holds) widest = std::max<std::size_t>(widest, cues[i].word->longest);
    }
  }

  static std::vector<std::string_view> ends_of(const std::vector<Numbered>& cues) {
    std::vector<std::string_view> found;
    for (const Numbered& cue : cues) {
      if (cue.word->how == How::ends) found.push_back(cue.word->text);
    }
    return found;
  }

  static std::vector<Numbered> number_cues() {
    std::vector<Numbered> all;
    for (const Group& group : groups) {
      for (const Word& word : group.words) all.push_back({&word, group.rule, group.contact});
    }
    return all;
  }

  std::vector<Lexicon::Entry> entries(bool at_begin) const {
    std::vector<Lexicon::Entry> found;
    for (std::uint16_t i = 0; i < cues.size(); ++i) {
      const How how = cues[i].word->how;
      if (at_begin ? how == How::starts || how == How::equals : how == How::holds) found.push_back({cues[i].word->text, i});
    }
    if (at_begin) return found;
    for (const std::string_view word : calls) found.push_back({word, call});
    for (const std::string_view word : things) found.push_back({word, thing});
    for (const std::string_view word : requests) found.push_back({word, request});
    for (const std::string_view word : excuses) found.push_back({word, excuse});
    return found;
  }

  static std::vector<Lexicon::Entry> plain(std::span<const std::string_view> words) {
    std::vector<Lexicon::Entry> found;
    for (const std::string_view word : words) found.push_back({word, 0});
    return found;
  }
};

}  // namespace

std::string_view LineWords::subject() noexcept {
  if (subject_.data() == nullptr) subject_ = bare(line_);
  return subject_;
}

void LineWords::scan() noexcept {
  if (scanned_) return;
  scanned_ = true;
  const Lexicons& all = Lexicons::get();
  const std::size_t columns = shape_.columns();
  std::size_t best = all.cues.size();
  std::size_t behind = std::string_view::npos;  // of the best word, if the line begins with it
  const auto counts = [&](std::size_t number) { return number < best && columns <= all.cues[number].word->longest; };
  const bool cues = line_.size() <= cue_bytes;
  const bool promotions = line_.size() <= 300 && columns <= 110;

  if (cues) {
    const std::string_view subject = this->subject().empty() ? line_ : this->subject();
    for (const std::string_view text : {subject, line_}) {
      if (text.empty()) continue;
      for (const Lexicon::Entry& entry : all.first.at(text, 0)) {
        if (!counts(entry.number) || !starts_with(text, entry.word)) continue;
        if (all.cues[entry.number].word->how == How::equals && (text.data() != subject.data() || subject.size() != entry.word.size())) continue;
        best = entry.number;
        behind = static_cast<std::size_t>(text.data() - line_.data()) + entry.word.size();
      }
    }
    const bool may_end = all.last.may_end(subject);
    for (std::size_t k = 0; may_end && k < all.endings.size(); ++k) {
      const std::uint16_t number = all.endings[k];
      const std::string_view word = all.cues[number].word->text;
      if (counts(number) && subject.size() >= word.size() && starts_with(subject.substr(subject.size() - word.size()), word)) {
        best = number;
        behind = std::string_view::npos;
      }
    }
  }

  bool called = false, thing = false, request = false;
  if ((cues && columns <= all.widest) || promotions) {
    for (std::size_t i = all.anywhere.next(line_, 0); i < line_.size(); i = all.anywhere.next(line_, i + 1)) {
      for (const Lexicon::Entry& entry : all.anywhere.at(line_, i)) {
        if (!starts_with(line_.substr(i), entry.word)) continue;
        switch (entry.number) {
          case Lexicons::call: called = called || i + entry.word.size() <= call_reach; break;
          case Lexicons::thing: thing = true; break;
          case Lexicons::request: request = true; break;
          case Lexicons::excuse: excuse_ = excuse_ || columns <= widest_excuse; break;
          default:
            if (cues && counts(entry.number)) {
              best = entry.number;
              behind = i == 0 ? entry.word.size() : std::string_view::npos;
            }
        }
      }
    }
  }
  if (best < all.cues.size()) {
    const bool glued = behind < line_.size() && text::class_of(text::decode_at(line_, behind).value).letter();
    cue_ = {all.cues[best].rule, all.cues[best].word->opens, glued, all.cues[best].contact};
  }
  if (cue_.rule == nullptr && is_floor(line_, shape_)) cue_.rule = &drop_post;
  promotion_ = promotions && ((called && thing && columns <= 90) || request);
}

bool LineWords::is_legal_notice() noexcept {
  if (line_.size() >= 1500 || line_.ends_with("？") || line_.ends_with('?')) return false;  // a notice asks nothing
  const std::string_view text = subject();
  return starts_with_one(text, Lexicons::get().legal_first) && std::any_of(std::begin(claims), std::end(claims), [&](std::string_view word) { return has(text, word); });
}

bool LineWords::is_breadcrumb() noexcept {
  if (line_.size() <= 400 && shape_.arrows >= 3 && shape_.stops == 1 && shape_.ends_sentence && shape_.width <= 120) return true;  // the headline at its end
  if (line_.size() > 400 || shape_.stops > 0 || (shape_.arrows == 0 && shape_.bars == 0)) return false;
  if (shape_.arrows >= 2 && shape_.width <= 120) return true;
  const std::string_view text = subject();
  return starts_with_any(text, homes) || has(text.substr(0, 60), "首页") || has(text.substr(0, 60), "首頁");
}

bool LineWords::is_caption() const noexcept {
  if (line_.size() > 500 || shape_.stops > 2 || shape_.width > 240) return false;
  const Lexicons& all = Lexicons::get();
  if (starts_with_one(line_, all.caption_first)) return shape_.width <= 160;
  if (credited_in_brackets(line_)) return true;
  if (all.caption_last.may_end(line_) && ends_with_any(line_, caption_tails)) {
    // The last words must be a credit: behind a stop, a bracket or a blank.
    if (shape_.width <= 16 && shape_.stops == 0) return line_.ends_with("）") || line_.ends_with(")") || shape_.blanks > 0 || line_.ends_with("供图") || line_.ends_with("供圖");
    const std::string_view tail = line_.substr(line_.size() > 66 ? line_.size() - 66 : 0);
    for (const std::string_view border : {"（", "(", "。", " ", "　", "／", "/", "记者", "記者", "新华社", "新華社"}) {
      if (tail.find(border) != std::string_view::npos) return true;
    }
  }
  return false;
}

bool is_office(std::string_view line) noexcept {
  static constexpr std::array<std::string_view, 32> tails{
      "办公室", "辦公室", "委员会", "委員會", "管理局", "水务局", "教育局", "公安局", "财政局", "宣传部", "组织部", "人民政府", "研究所", "研究院", "出版社", "编辑部", "編輯部", "领导小组", "工作组", "指挥部", "基金会",
      "协会", "學會", "学会", "中心", "法院", "检察院", "总工会", "妇联", "团委", "党委", "支部"};
  const Shape shape = shape_of(line);
  return shape.width <= 60 && shape.width >= 8 && shape.stops == 0 && shape.commas == 0 && shape.mostly_wide && ends_with_any(line, tails);
}

}  // namespace hansift::extraction
