#include "extraction/labels.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "extraction/lexicon.hpp"
#include "extraction/roles.hpp"
#include "text/utf8.hpp"

namespace hansift::extraction {
namespace {

enum : std::uint8_t { colon = 1, slash = 2, blank = 4, bare = 8 };  // what may stand between the label and its value

/// Words with the same meaning that are joined to their values alike.
struct Group {
  Field field;
  std::uint8_t joints;
  std::span<const std::string_view> words;
};

constexpr std::string_view date_words[] = {
    "发布时间", "发布日期", "发佈时间", "發佈日期", "發佈時間", "發布日期", "發布時間", "发表时间", "发表日期", "發表日期", "發表時間", "发稿时间", "发稿日期", "發稿時間", "刊登日期", "刊發日期", "出版日期", "出刊日期",
    "公告日期", "公布日期", "張貼日期", "张贴日期", "上架日期", "新增時間", "编辑时间", "發文日期", "创建时间", "建立日期", "信息时间", "公開日", "公開日時", "投稿日", "投稿日時", "掲載日", "掲載日時", "配信日", "配信日時", "作成日", "登録日",
    "입력", "등록일", "등록일자", "등록", "작성일", "작성일자", "작성시간", "승인", "기사입력", "기사등록", "송고", "게시일", "발행일", "날짜", "최초입력", "published on", "published", "published at", "publication date", "posted on", "posted", "post date", "release date", "first published"};
constexpr std::string_view date_words_with_colon[] = {"上传时间", "录入时间", "时间", "時間", "日期", "发布", "發佈", "發布", "出版", "公開", "配信", "日付", "日時", "更新日期和时间", "date", "time", "date posted", "日付け", "出版时间", "来稿时间"};
constexpr std::string_view date_words_bare[] = {"发布于", "发表于", "發表於", "發佈於", "發布於", "刊於", "刊于", "貼文於", "posted at"};
// Days that are not the day of publication; taken where the page tells no other.
constexpr std::string_view later_words[] = {
    "更新时间", "更新日期", "更新時間", "最后更新", "最後更新", "最后更新时间", "最近更新", "修改时间", "最終更新", "最終更新日", "更新日", "更新日時", "成文日期", "发文日期", "生成日期", "印发日期", "최종수정", "수정", "수정일", "updated on", "updated", "last updated", "last modified", "updated at", "last updated on", "last updated at"};
constexpr std::string_view later_words_with_colon[] = {"更新", "变更日期", "修改日期", "修訂日期", "最後修改"};
constexpr std::string_view source_words[] = {
    "信息来源", "文章来源", "稿件来源", "新闻来源", "内容来源", "消息来源", "資訊來源", "新聞來源", "文章來源", "资讯来源", "来源单位", "稿源", "发布机构", "发布单位", "发文机关", "发文单位", "发文机构", "公告單位", "發布單位", "發佈單位", "發佈機關", "發文單位", "供稿单位", "报送单位", "来稿单位",
    "via", "담당부서", "출처", "자료출처", "자료제공", "기사제공", "配信元", "情報元", "提供元", "発行元", "掲載元", "情報提供"};
constexpr std::string_view source_words_with_colon[] = {
    "资料来源", "資料來源", "来源网站", "来源媒体", "来源于", "本文来源", "本文来源于", "来源自", "出处", "出處", "原文出處", "原文出处", "原载", "原载于", "原刊", "摘自", "信息提供", "信息提供单位", "资料提供", "首发", "首發", "首发于", "媒体", "媒體", "刊物", "出典", "提供", "발행", "제공", "매체", "source", "sources", "publication", "publisher", "originally published in", "originally published by"};
constexpr std::string_view source_words_bare[] = {"转自", "轉自", "转载自", "轉載自", "本文转载自", "本文轉載自", "转载于", "来自", "來自", "originally published by", "originally appeared in"};
constexpr std::string_view source_words_with_slash[] = {"来源", "來源"};
constexpr std::string_view editor_words[] = {
    "责任编辑", "責任編輯", "值班编辑", "执行编辑", "执行主编", "网络编辑", "網絡編輯", "本期编辑", "本文编辑", "本版编辑", "本版责编", "责编", "責編", "编辑", "編輯", "文字编辑", "新媒体编辑", "核稿編輯", "責任主編", "校对", "校對", "录入", "录入员", "录入人", "录入者", "責任編集", "編集者", "文責", "編集", "構成・編集", "편집", "편집자", "온라인편집", "edited by", "editing by"};
constexpr std::string_view editor_words_with_colon[] = {"编校", "編校", "editor", "editors", "web editor", "duty editor"};
// Others who worked on the page: theirs are no facts we keep.
constexpr std::string_view worker_words[] = {
    "责任校对", "審稿", "审稿", "审稿人", "审核", "审核人", "審核", "审校", "编审", "主编", "主編", "总编辑", "總編輯", "复审", "终审", "初审", "复核", "签发", "签发人", "一审", "二审", "三审", "一校", "二校", "三校", "监制", "監製", "总监制", "策划", "統籌", "统筹", "排版", "美编", "美術編輯", "版面设计", "制作", "製作", "配音", "剪辑", "译者", "翻译", "翻譯", "訳", "翻訳",
    "摄影", "攝影", "摄像", "图", "圖", "图片", "圖片", "图源", "供图", "制图", "图片来源", "圖片來源", "图片出处", "照片来源", "题图", "題圖", "封面图", "数据来源", "數據來源", "视频来源", "画像提供", "视频", "插图", "攝", "写真", "撮影", "イラスト", "写真提供", "사진", "사진제공", "그림", "영상", "photo", "photos", "photographs", "photos by", "photo by", "photographs by", "photography by", "pictures by", "images by", "image by", "illustration by", "illustrations by", "powered by", "designed by", "sponsored by", "hosted by", "translated by", "reviewed by", "compiled by"};
constexpr std::string_view author_words[] = {
    "文章作者", "本文作者", "稿件作者", "作者", "撰文", "撰稿", "撰稿人", "撰文者", "採訪撰文", "采访撰文", "採訪", "采写", "采访", "採寫", "供稿", "供稿人", "执笔", "执笔人", "執筆", "執筆者", "取材・文", "取材・執筆", "構成・文", "文字", "文图", "圖文", "图文", "文/图", "文／图", "文/圖", "文／圖", "图/文", "图／文", "文・写真", "写真・文", "文·图", "整理", "報道", "报道"};
constexpr std::string_view author_words_slash_only[] = {"文", "글", "글·사진", "글/사진", "글ㆍ사진", "글・사진"};
constexpr std::string_view author_words_blank[] = {
    "原创", "原創", "글·사진", "글ㆍ사진", "楼主", "發帖人", "发帖人", "发贴人", "提问者", "提問者", "質問者", "发布者", "发布人", "發佈者", "張貼人", "发表人", "上传者", "投稿人", "投稿者", "著者", "글쓴이", "작성자", "기자명", "글", "취재", "撰文", "written by", "story by", "text by", "words by", "reporting by", "reported by", "article by", "posted by", "published by", "submitted by", "contributed by", "author", "by"};
constexpr std::string_view author_words_with_colon[] = {"筆者", "ライター", "署名", "文責者", "担当", "担当者", "担当記者", "기자", "필자", "authors", "writer", "reporter", "byline", "credit", "记者姓名"};
constexpr std::string_view ignored_words[] = {
    "阅读量", "阅读数", "阅读次数", "阅读", "阅读人数", "閱讀", "閱讀數", "浏览次数", "浏览量", "浏览数", "浏览", "瀏覽", "瀏覽數", "瀏覽次數", "瀏覽人次", "點閱", "點閱次數", "點閱數", "點擊數", "點擊", "点击数", "点击率", "点击量", "点击次数", "人气", "人氣", "热度", "访问量", "访问次数", "评论数", "評論數", "字号", "字號", "字体", "字體", "分享到", "索引号", "索引號", "文号", "发文字号", "ip属地", "视力保护色", "背景颜色",
    "조회수", "조회", "댓글", "추천", "공감", "閲覧数", "ページ番号", "登録者数"};
constexpr std::string_view ignored_words_with_colon[] = {
    "查看", "回复", "回覆", "评论", "評論", "点击", "点赞", "收藏", "字体大小", "分享", "字数", "字數", "分类", "分類", "分类于", "栏目", "欄目", "所属栏目", "所在栏目", "频道", "标签", "標籤", "关键词", "关键字", "關鍵字", "主题词", "主题分类", "主题", "主題", "专题", "有效性", "公开方式", "公开类别", "公开形式", "公開類別", "信息分类", "体裁", "内容概述", "类别", "類別", "版次", "邮箱", "电话", "電話", "网址", "link", "カテゴリー", "カテゴリ", "タグ", "コメント", "분류", "카테고리", "태그", "키워드", "views", "tags", "tag", "category", "categories", "comments", "filed under", "topics", "keywords", "read time"};

constexpr Group groups[] = {
    {Field::date, colon | blank, date_words}, {Field::date, colon, date_words_with_colon}, {Field::date, colon | blank | bare, date_words_bare},
    {Field::updated, colon | blank, later_words}, {Field::updated, colon, later_words_with_colon},
    {Field::source, colon | blank, source_words}, {Field::source, colon, source_words_with_colon}, {Field::source, colon | blank | bare, source_words_bare}, {Field::source, colon | slash | blank, source_words_with_slash},
    {Field::editor, colon | slash | blank, editor_words}, {Field::editor, colon, editor_words_with_colon},
    {Field::author, colon | slash | blank, author_words}, {Field::author, colon | slash, author_words_slash_only}, {Field::author, colon | blank, author_words_blank}, {Field::author, colon | blank, correspondent_words}, {Field::author, colon, author_words_with_colon},
    {Field::author, colon | slash | blank | bare, reporter_words},
    {Field::ignored, colon | slash | blank, worker_words}, {Field::ignored, colon | blank, ignored_words}, {Field::ignored, colon, ignored_words_with_colon}};

constexpr std::string_view title_words[] = {"标题", "標題", "题目", "題目", "文章标题", "文章標題", "新闻标题", "新聞標題", "信息标题", "正标题", "主标题", "主旨", "名称", "信息名称", "文章题目", "タイトル", "件名", "題名", "記事タイトル", "표제", "제목", "글제목", "기사제목", "title", "headline", "subject"};

constexpr std::string_view buttons[] = {"打印", "分享", "收藏", "字号", "字體", "大", "中", "小", "关闭", "关闭窗口", "投稿", "转发", "评论", "我要评论", "我有话说", "听新闻", "关注", "【", "[", "保存", "纠错", "列印", "收聽", "只看该作者", "只看樓主", "只看楼主", "倒序浏览", "正序浏览", "显示全部楼层", "阅读模式", "官方账号", "參與互動", "参与互动", "人參與", "A+", "A-", "A", "T", "T|T", "+", "-"};

struct Numbered {
  Field field;
  std::uint8_t joints;
};

struct Labels {
  std::vector<Numbered> kinds;
  Lexicon lexicon;

  static const Labels& get() {
    static const Labels all = make();
    return all;
  }

 private:
  static Labels make() {
    std::vector<Lexicon::Entry> entries;
    std::vector<Numbered> kinds;
    for (const Group& group : groups) {
      for (const std::string_view word : group.words) {
        entries.push_back({word, static_cast<std::uint16_t>(kinds.size())});
        kinds.push_back({group.field, group.joints});
      }
    }
    return {std::move(kinds), Lexicon(entries)};
  }
};

bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// Length of `word` at text[at], where blanks between its wide characters are allowed (来　源); 0 if it is not there.
std::size_t match_word(std::string_view text, std::size_t at, std::string_view word) noexcept {
  std::size_t i = at;
  for (std::size_t k = 0; k < word.size();) {
    if (i >= text.size()) return 0;
    const bool wide = static_cast<unsigned char>(word[k]) >= 0x80;
    if (wide && k > 0) {
      const std::size_t behind = skip_blanks(text, i);
      if (behind > i + 12) return 0;
      i = behind;
      if (i >= text.size()) return 0;
    }
    const std::size_t size = wide ? text::decode_at(word, k).size : 1;
    if (i + size > text.size()) return 0;
    for (std::size_t n = 0; n < size; ++n) {
      if (lower(text[i + n]) != word[k + n]) return 0;
    }
    i += size;
    k += size;
  }
  if (is_letter(word.back()) && i < text.size() && is_letter(text[i])) return 0;  // "bye" is not "by"
  return i - at;
}

}  // namespace

bool is_blank(char32_t c) noexcept { return c == U' ' || c == U'\t' || c == 0x3000 || c == 0xA0 || c == 0x2003 || c == 0x2002; }
bool is_colon(char32_t c) noexcept { return c == U':' || c == U'：' || c == U'︰' || c == U'﹕' || c == U'∶' || c == U'＝' || c == U'='; }
bool is_slash(char32_t c) noexcept { return c == U'/' || c == U'／' || c == U'|' || c == U'｜' || c == U'丨' || c == U'│'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    const text::Decoded c = text::decode_at(text, at);
    if (!is_blank(c.value)) break;
    at += c.size;
  }
  return at;
}

FoundLabel label_at(std::string_view text, std::size_t at) noexcept {
  FoundLabel best;
  if (at >= text.size()) return best;
  const Labels& all = Labels::get();
  std::size_t longest = 0;
  for (const Lexicon::Entry& entry : all.lexicon.at(text, at)) {
    if (entry.word.size() < longest || (entry.word.size() == longest && best)) continue;
    const std::size_t size = match_word(text, at, entry.word);
    if (size == 0) continue;
    const Numbered& label = all.kinds[entry.number];
    FoundLabel found{label.field, size, skip_blanks(text, at + size), false, false};
    const bool gap = found.value > at + size;
    bool joined = false;
    if (found.value < text.size()) {
      const text::Decoded c = text::decode_at(text, found.value);
      if ((label.joints & colon) && is_colon(c.value)) {
        joined = found.colon = true;
        found.value += c.size;
      } else if ((label.joints & slash) && (is_slash(c.value) || c.value == U'・' || c.value == U'‧' || c.value == U'·')) {
        joined = true;
        found.value += c.size;
      } else if (gap && (label.joints & blank)) {
        joined = true;
      } else if (!gap && (label.joints & bare)) {
        joined = found.glued = true;
      }
    }
    if (!joined) continue;
    found.value = skip_blanks(text, found.value);
    best = found;
    longest = entry.word.size();
  }
  return best;
}

bool is_button(std::string_view token) noexcept {
  static const Lexicon lexicon([] {
    std::vector<Lexicon::Entry> entries;
    for (const std::string_view word : buttons) entries.push_back({word, 0});
    return entries;
  }());
  if (token.empty()) return false;
  const auto candidates = lexicon.at(token, 0);
  return std::any_of(candidates.begin(), candidates.end(), [&](const Lexicon::Entry& entry) { return token == entry.word || (entry.word.size() > 3 && token.starts_with(entry.word)); });
}

std::string_view behind_title_label(std::string_view line) noexcept {
  static const Lexicon lexicon([] {
    std::vector<Lexicon::Entry> entries;
    for (const std::string_view word : title_words) entries.push_back({word, 0});
    return entries;
  }());
  if (line.empty()) return {};
  for (const Lexicon::Entry& entry : lexicon.at(line, 0)) {
    const std::size_t size = match_word(line, 0, entry.word);
    if (size == 0) continue;
    const std::size_t mark = skip_blanks(line, size);
    if (mark >= line.size()) continue;
    const text::Decoded c = text::decode_at(line, mark);
    if (c.value == U'：' || c.value == U':') return line.substr(skip_blanks(line, mark + c.size));
  }
  return {};
}

}  // namespace hansift::extraction
