#include "cleaning/private_use.hpp"

#include <cstddef>
#include <cstdint>

#include "cleaning/scan_back.hpp"
#include "encoding/private_use.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace hansift::cleaning {
namespace {

// Frequent characters that only one of the scripts has.
constexpr std::u32string_view simplified_only = U"们这来时说国为对会个经过动学长点现进关实开问样没还给让话见认谁边车东乐书买亲张业两严丧临举义习乡从仅价众优伤传华单卖卫厂厅历压厌县变号员园图场坏块声处备复头夺奋妈娱宁宝审宽寻导层岁币师帮带库应张归当录总恋惊战户报担择换据损摄数断无显机权条杨极构树档检楼标气决况济清温游灭热爱牵状独环现电画疗监盖码确离种积称穷竞笔筑签类粮纪约级纯纸线组细织终结绝统继续维综绿网罗职联脑脸舞节艺药虑虽补装观规视览觉计订议讲许论设访证评识诉词译试诗诚询该详语误请诸读课谈质费资赛赞赶践轮软轻较输达迁运进远违连迟适选递遗邮邻郑释钟钢钱铁银错键长门闭间闻阅队阳阴阵际陆险随隐难雾静页顶项顺须顾预领频题额风飞饭馆马驶验骨鱼鲜鸟鸣麦黄齐龙";
constexpr std::u32string_view traditional_only = U"們這來時說國為對會個經過動學長點現進關實開問樣沒還給讓話見認誰邊車東樂書買親張業兩嚴臨舉義習鄉從僅價眾優傷傳華單賣衛廠廳歷壓縣變號員園圖場壞塊聲處備複頭奪奮媽寧寶審寬尋導層歲幣師幫帶庫應歸當錄總戀驚戰戶報擔擇換據損攝數斷無顯機權條楊極構樹檔檢樓標氣決濟溫滅熱愛牽狀獨環電畫療監蓋碼確離種積稱窮競筆築簽類糧紀約級純紙線組細織終結絕統繼續維綜綠網羅職聯腦臉節藝藥慮雖補裝觀規視覽覺計訂議講許論設訪證評識訴詞譯試詩誠詢該詳語誤請諸讀課談質費資賽讚趕踐輪軟輕較輸達遷運遠違連遲適選遞遺郵鄰鄭釋鐘鋼錢鐵銀錯鍵門閉間聞閱隊陽陰陣際陸險隨隱難霧靜頁頂項順須顧預領頻題額風飛飯館馬駛驗魚鮮鳥鳴麥黃齊龍嘅喺咗嚟冇佢哋啲嘢咁嗰";

/// A set of characters of the BMP as bits, made when the program is compiled.
struct Characters {
  std::uint64_t bits[1024] = {};
  constexpr explicit Characters(std::u32string_view list) {
    for (const char32_t value : list) bits[value >> 6] |= std::uint64_t{1} << (value & 63);
  }
  [[nodiscard]] constexpr bool has(char32_t value) const noexcept { return value < 0x10000 && (bits[value >> 6] >> (value & 63) & 1) != 0; }
};
constexpr Characters simplified(simplified_only);
constexpr Characters traditional(traditional_only);

}  // namespace

PrivateUse private_use_of(std::string_view text) {
  constexpr std::size_t enough = std::size_t{1} << 16;
  std::size_t hans = 0;
  std::size_t hant = 0;
  bool gbk = false;
  bool hkscs = false;
  char32_t last = 0;
  for (std::size_t at = 0; at < text.size() && at < enough;) {
    const text::Decoded found = decode_valid(text, at);
    hans += simplified.has(found.value) ? 1 : 0;
    hant += traditional.has(found.value) ? 1 : 0;
    if (found.value >= 0xE000 && found.value <= 0xF8FF && (text::class_of(last).cjk() || last == 0xFF0C || last == 0x3001 || last == 0x201C || last == 0x300C)) {
      gbk = gbk || encoding::from_gbk_private(found.value) != 0;
      hkscs = hkscs || encoding::from_hkscs_private(found.value) != 0;
    }
    last = found.value;
    at += found.size;
  }
  if (gbk && hans > 2 * hant) return PrivateUse::gbk;
  if (hkscs && (hant > 2 * hans || (hans == 0 && !gbk))) return PrivateUse::hkscs;
  return PrivateUse::unknown;
}

}  // namespace hansift::cleaning
