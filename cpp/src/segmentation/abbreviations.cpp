#include "segmentation/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hansift::segmentation {
namespace {

constexpr std::uint64_t hash(std::string_view word) noexcept {
  std::uint64_t value = 0xCBF29CE484222325U;
  for (const char letter : word) value = (value ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
  return value;
}

/// Sorted hashes of the words of a list with spaces between them: a look-up compares no strings.
template <std::size_t Count>
struct WordSet {
  std::array<std::uint64_t, Count> hashes{};

  constexpr explicit WordSet(std::string_view list) {
    std::size_t made = 0;
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find(' ', at), list.size());
      hashes[made++] = hash(list.substr(at, end - at));
      at = end + 1;
    }
    std::sort(hashes.begin(), hashes.end());
  }
  [[nodiscard]] bool has(std::string_view word) const noexcept { return std::binary_search(hashes.begin(), hashes.end(), hash(word)); }
};

constexpr std::size_t count_words(std::string_view list) {
  return static_cast<std::size_t>(std::count(list.begin(), list.end(), ' ')) + 1;
}

constexpr std::string_view bound_words =
    "Adm Atty Av Avda Brig Capt Cdr Cmdr Col Cpl Det Dist Dr Drs Fr Ft Gen Gov Hon Insp Lt Maj Messrs Mlle Mme Mmes Mr Mrs Ms Msgr Mt Mx Prof "
    "Pres Pvt Rep Rev Sen Sgt Sr Ste Supp Supt Univ approx ca cf eg esp ie incl resp viz vs "
    "bzw ggf evtl inkl sog vgl zzgl Hr Frl Sra Srta Dra Sig Dott Ing Avv Exmo dhr mevr bijv "
    "г ул им проф см тов гр";
constexpr std::string_view counted_words =
    "No Nos no nos p pp Fig fig Figs figs Eq eq Eqs Vol vol Vols Ch ch Sec sec Art art Nr nr Ver ver Bd par chap Chap ext Ext tel Tel Tab "
    "Abb Abs Kap cap pág pag núm str стр рис табл гл";
constexpr std::string_view unit_words = "lb lbs oz ft in yd yds mi sq fl pt qt gal hr hrs min mins secs kg km cm mm mg ml тыс млн млрд руб";
constexpr std::string_view end_words =
    "St dr ul prof dott sig mgr inż Inc Ltd Co Corp Bros Jr etc al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Ave Blvd Rd "
    "Dept Est est ed eds max Esq PhD Calif Mass Penn Conn Assn GmbH Pty Pte PVT co dept govt usw enz др пр гг";
constexpr std::string_view dotted_words = "e.g i.e E.g I.e z.B d.h u.a o.ä p.ej т.е т.к";
constexpr std::string_view starter_words =
    "The He She It They We You This That These Those There In On At But And However When While If After Before His Her Its Their My Our A An "
    "As For So Then What Who Why How Where Since Although Because Not Now Here Some Many Most One No Yes Please Also With From To By I Each "
    "Let Do Did Does Was Were Is Are Can Could Would Will Should Have Had Today Tomorrow Yesterday Thanks Thank Once Another Several Such "
    "During Under Until Through Despite Within Without Between Among Both All Any Every Even Just Only Still Yet Thus Hence Therefore "
    "Furthermore Moreover Meanwhile Nevertheless Instead Perhaps Maybe Finally Further Neither Nobody Nothing Everyone Everything Someone "
    "Something Which Whose Your Don't Never Next Later Soon Sometimes Usually Or Nor Well Oh Ok Okay";
constexpr std::string_view small_starter_words =
    "i i'm i've i'll i'd you he she it we they you're he's she's it's its they're we're this that's these those there the if please just "
    "what why how where who not my your our their his her lol";
constexpr std::string_view preposition_words =
    "In At On By Around About From Since Until Before After During Near Between Circa Early Late in at on by around";
// Words before an ordinal in German: der 2. Weltkrieg, im 19. Jahrhundert.
constexpr std::string_view ordinal_words = "Der Die Das Dem Den Des Im Am Zum Zur Vom Beim Ins der die das dem den des im am zum zur vom beim ins";
constexpr std::string_view month_words = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember";

constexpr WordSet<count_words(dotted_words)> dotted_set{dotted_words};
constexpr WordSet<count_words(starter_words)> starter_set{starter_words};
constexpr WordSet<count_words(small_starter_words)> small_starter_set{small_starter_words};
constexpr WordSet<count_words(preposition_words)> preposition_set{preposition_words};
constexpr WordSet<count_words(month_words)> month_set{month_words};
constexpr WordSet<count_words(ordinal_words)> ordinal_set{ordinal_words};

/// The kinds of all abbreviations, hashed: one look for most words, for every dot asks.
class Abbreviations {
 public:
  constexpr Abbreviations() {
    add(bound_words, Abbreviation::bound);
    add(counted_words, Abbreviation::counted);
    add(unit_words, Abbreviation::unit);
    add(end_words, Abbreviation::end);
  }
  [[nodiscard]] Abbreviation find(std::string_view word) const noexcept {
    const std::uint64_t wanted = hash(word);
    for (std::size_t at = slot(wanted);; at = (at + 1) % slots) {
      if (hashes_[at] == wanted) return kinds_[at];
      if (kinds_[at] == Abbreviation::none) return Abbreviation::none;
    }
  }

 private:
  static constexpr std::size_t slots = 1024;  // a quarter full
  static constexpr std::size_t slot(std::uint64_t hash) { return static_cast<std::size_t>(hash ^ hash >> 32) % slots; }

  constexpr void add(std::string_view list, Abbreviation kind) {
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find(' ', at), list.size());
      const std::uint64_t value = hash(list.substr(at, end - at));
      std::size_t free = slot(value);
      while (kinds_[free] != Abbreviation::none) free = (free + 1) % slots;
      hashes_[free] = value;
      kinds_[free] = kind;
      at = end + 1;
    }
  }

  std::array<std::uint64_t, slots> hashes_{};
  std::array<Abbreviation, slots> kinds_{};
};
constexpr Abbreviations abbreviations;

}  // namespace

Abbreviation abbreviation(std::string_view word) noexcept {
  if (word.empty() || word.size() > longest_abbreviation) return Abbreviation::none;
  const bool capitals = word.size() > 1 && word[1] <= 'Z' && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals) return abbreviations.find(word);
  std::array<char, longest_abbreviation> small{};
  for (std::size_t i = 0; i < word.size(); ++i) small[i] = static_cast<char>(i == 0 ? word[i] : word[i] | 32);
  const Abbreviation found = abbreviations.find({small.data(), word.size()});
  // IN and NO are words more often than abbreviations.
  return word.size() > 2 || found == Abbreviation::bound || found == Abbreviation::end ? found : Abbreviation::none;
}

bool runs_on(std::string_view dotted) noexcept { return dotted_set.has(dotted); }
bool is_sentence_starter(std::string_view word) noexcept { return starter_set.has(word); }
bool is_small_starter(std::string_view word) noexcept { return small_starter_set.has(word); }
bool is_preposition(std::string_view word) noexcept { return preposition_set.has(word); }
bool is_german_month(std::string_view word) noexcept { return month_set.has(word); }
bool takes_german_ordinal(std::string_view word) noexcept { return ordinal_set.has(word); }

}  // namespace hansift::segmentation
