#include "content/speech/spoken_text.h"

#include <array>
#include <optional>

#include "content/speech/numbers.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::speech {
namespace {

using View = std::u32string_view;

constexpr View kDashes = U"-–—～~−－";
/// What is counted: 2 before it is 两.
constexpr View kCounted =
    U"个亩户人块位名条项份次天年周只头件间家公斤吨升米层座处笔批栋袋箱棵株瓶节页句种类倍小元口场台"
    U"辆车碗";
constexpr std::size_t kPhoneWordReach = 5;

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool one_of(char32_t c, View set) { return set.find(c) != View::npos; }
bool hanzi(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000; }

struct Unit {
    View sign;
    View words;
};
constexpr std::array kUnits{
    Unit{U"kW·h", U"度"},      Unit{U"kWh", U"度"},    Unit{U"hm²", U"公顷"},
    Unit{U"km²", U"平方公里"}, Unit{U"m²", U"平方米"}, Unit{U"m2", U"平方米"},
    Unit{U"㎡", U"平方米"},    Unit{U"m³", U"立方米"}, Unit{U"m3", U"立方米"},
    Unit{U"㎏", U"公斤"},      Unit{U"kg", U"公斤"},   Unit{U"KG", U"公斤"},
    Unit{U"㎞", U"公里"},      Unit{U"km", U"公里"},   Unit{U"㎝", U"厘米"},
    Unit{U"cm", U"厘米"},      Unit{U"㎜", U"毫米"},   Unit{U"mm", U"毫米"},
    Unit{U"mL", U"毫升"},      Unit{U"ml", U"毫升"},   Unit{U"kW", U"千瓦"},
    Unit{U"kV", U"千伏"},      Unit{U"°C", U"度"},     Unit{U"℃", U"度"},
    Unit{U"m", U"米"},         Unit{U"g", U"克"},      Unit{U"t", U"吨"},
    Unit{U"L", U"升"},         Unit{U"°", U"度"}};

struct Sign {
    char32_t sign;
    View words;
};
constexpr std::array kSigns{Sign{U'+', U"加"},     Sign{U'＋', U"加"},    Sign{U'×', U"乘"},
                            Sign{U'÷', U"除以"},   Sign{U'=', U"等于"},   Sign{U'＝', U"等于"},
                            Sign{U'≤', U"不超过"}, Sign{U'≥', U"不少于"}, Sign{U'＜', U"小于"},
                            Sign{U'＞', U"大于"},  Sign{U'&', U"和"}};
constexpr View kCircled = U"①②③④⑤⑥⑦⑧⑨⑩";

// One pass over a sentence; each rule looks at what stands at `at_` and either says it and moves
// on or leaves it to the next rule.
class Speller {
  public:
    explicit Speller(std::u32string text) : in_(std::move(text)) {
        for (char32_t& c : in_) {
            if (c >= U'０' && c <= U'９') c = c - U'０' + U'0';
            if (c == U'％') c = U'%';
            if (c == U'￥') c = U'¥';
        }
    }

    std::u32string run() {
        while (at_ < in_.size())
            if (!number() && !range() && !sign()) out_ += in_[at_++];
        return std::move(out_);
    }

  private:
    char32_t look(std::size_t i) const { return i < in_.size() ? in_[i] : U'\0'; }
    std::size_t digits_at(std::size_t i) const {
        std::size_t count = 0;
        while (digit(look(i + count))) ++count;
        return count;
    }
    View part(std::size_t from, std::size_t count) const { return View(in_).substr(from, count); }
    bool starts(std::size_t i, View words) const {
        return View(in_).substr(std::min(i, in_.size())).starts_with(words);
    }

    static bool is_year(View digits) {
        return digits.size() == 4 && (digits.starts_with(U"19") || digits.starts_with(U"20"));
    }

    bool number() {
        if (in_[at_] == U'¥' && digit(look(at_ + 1))) {
            ++at_;
            return quantity(true);
        }
        if (!digit(in_[at_])) return false;
        return phone() || date() || year() || time_of_day() || fraction() || quantity(false);
    }

    // --- telephone numbers ---
    bool after_phone_word() const {
        if (phone_end_ && at_ <= *phone_end_ + 2) return true;
        const std::size_t from = at_ > kPhoneWordReach ? at_ - kPhoneWordReach : 0;
        const View before = part(from, at_ - from);
        for (const View word : {View(U"电话"), View(U"热线"), View(U"拨打"), View(U"手机"),
                                View(U"请拨"), View(U"致电")})
            if (const auto found = before.rfind(word); found != View::npos) {
                const View rest = before.substr(found + word.size());
                return rest.find_first_not_of(U"：: 号码是为") == View::npos;
            }
        return false;
    }

    std::size_t phone_length() const {
        const std::size_t first = digits_at(at_);
        const bool dashed = one_of(look(at_ + first), U"-—– ");
        const std::size_t second = dashed ? digits_at(at_ + first + 1) : 0;
        if (in_[at_] == U'0' && (first == 3 || first == 4) && (second == 7 || second == 8))
            return first + 1 + second;
        if (in_[at_] == U'0' && first >= 10 && first <= 12) return first;
        if (in_[at_] == U'1' && first == 11) return first;
        if (first == 3 && starts(at_ + 3, U"****")) return 7 + digits_at(at_ + 7);
        const View digits = part(at_, first);
        const bool hotline = first == 5 && (digits.starts_with(U"123") ||
                                            digits.starts_with(U"95") || digits.starts_with(U"96"));
        const char32_t next = look(at_ + first);
        const bool counted = one_of(next, U".,%") || (hanzi(next) && one_of(next, kCounted));
        if (hotline && !counted) return first;
        if (first >= 3 && !counted && after_phone_word())
            return second >= 3 ? first + 1 + second : first;
        return 0;
    }

    bool phone() {
        const std::size_t length = phone_length();
        if (length == 0) return false;
        for (const char32_t c : part(at_, length)) {
            if (digit(c))
                out_ += digit_words(View(&c, 1), Figures::phone);
            else if (c == U'*')
                out_ += U"星";
            else
                out_ += U'，';
        }
        at_ += length;
        phone_end_ = at_;
        return true;
    }

    // --- dates and times ---
    bool date() {
        if (digits_at(at_) != 4 || !is_year(part(at_, 4))) return false;
        const char32_t mark = look(at_ + 4);
        if (!one_of(mark, U"-/.－")) return false;
        const std::size_t month = digits_at(at_ + 5);
        if (month == 0 || month > 2) return false;
        const std::size_t after = at_ + 5 + month;
        const std::size_t day = look(after) == mark ? digits_at(after + 1) : 0;
        if (day > 2 || (day == 0 && mark == U'.')) return false;
        if (number_of(part(at_ + 5, month)) > 12 || number_of(part(at_ + 5, month)) == 0)
            return false;
        out_ += digit_words(part(at_, 4), Figures::plain) + U"年";
        out_ += integer_words(number_of(part(at_ + 5, month))) + U"月";
        if (day > 0) out_ += integer_words(number_of(part(after + 1, day))) + U"日";
        at_ = day > 0 ? after + 1 + day : after;
        return true;
    }

    bool year() {
        if (digits_at(at_) != 4 || !is_year(part(at_, 4))) return false;
        std::size_t next = at_ + 4;
        if (one_of(look(next), kDashes) || look(next) == U'至' || look(next) == U'到') {
            if (digits_at(next + 1) == 4 && look(next + 5) == U'年') next += 5;
        }
        const bool number_of_document = one_of(look(next), U"〕］");
        if (look(next) != U'年' && !number_of_document) return false;
        out_ += digit_words(part(at_, 4), Figures::plain);
        at_ += 4;
        return true;
    }

    bool time_of_day() {
        const std::size_t hours = digits_at(at_);
        const std::size_t colon = at_ + hours;
        if (hours > 2 || (look(colon) != U':' && look(colon) != U'：') || digits_at(colon + 1) != 2)
            return false;
        const std::uint64_t hour = number_of(part(at_, hours));
        const std::uint64_t minute = number_of(part(colon + 1, 2));
        if (hour > 24 || minute > 59) return false;
        out_ += hour == 2 ? std::u32string(U"两") : integer_words(hour);
        out_ += U"点";
        if (minute > 0) out_ += (minute < 10 ? U"零" : U"") + integer_words(minute) + U"分";
        at_ = colon + 3;
        return true;
    }

    // 1/3 is 三分之一.
    bool fraction() {
        const std::size_t above = digits_at(at_);
        if (above > 2 || look(at_ + above) != U'/') return false;
        const std::size_t below = digits_at(at_ + above + 1);
        if (below == 0 || below > 2 || look(at_ + above + 1 + below) == U'/') return false;
        const std::uint64_t parts = number_of(part(at_ + above + 1, below));
        if (parts < 2) return false;
        out_ += integer_words(parts) + U"分之" + integer_words(number_of(part(at_, above)));
        at_ += above + 1 + below;
        return true;
    }

    // --- quantities ---
    static std::uint64_t number_of(View digits) {
        std::uint64_t value = 0;
        for (const char32_t c : digits)
            if (digit(c)) value = value * 10 + (c - U'0');
        return value;
    }

    // The number at `i` with commas between thousands and a point.
    std::size_t number_length(std::size_t i) const {
        std::size_t length = digits_at(i);
        while (one_of(look(i + length), U",，") && digits_at(i + length + 1) == 3) length += 4;
        if (look(i + length) == U'.' && digits_at(i + length + 1) > 0)
            length += 1 + digits_at(i + length + 1);
        return length;
    }

    bool quantity(bool yuan_sign) {
        const std::size_t length = number_length(at_);
        const View number = part(at_, length);
        std::size_t end = at_ + length;
        while (look(end) == U' ' && !latin(look(end + 1)) && look(end + 1) != U' ') ++end;
        const std::size_t point = number.find(U'.');
        const std::size_t decimals = point == View::npos ? 0 : length - point - 1;
        const bool yuan = look(end) == U'元' || look(end) == U'圆';
        const bool bare_sum = decimals == 2 && !hanzi(look(end)) && !latin(look(end)) &&
                              !one_of(look(end), U"%‰㎡㎏㎞℃°");
        if (length <= 15 && decimals <= 2 && (yuan || yuan_sign || bare_sum)) {
            sum(number, decimals);
            at_ = yuan ? end + 1 : at_ + length;
            return true;
        }
        if (look(end) == U'%' || look(end) == U'‰') {
            out_ += (look(end) == U'%' ? U"百分之" : U"千分之") + number_words(number);
            at_ = end + 1;
            return true;
        }
        const bool pair = number == U"2" && !out_.ends_with(U'第') && one_of(look(end), kCounted);
        out_ += pair ? std::u32string(U"两") : number_words(number);
        at_ = end;
        unit();
        return true;
    }

    void sum(View number, std::size_t decimals) {
        std::uint64_t fen = number_of(number);
        for (std::size_t i = decimals; i < 2; ++i) fen *= 10;
        out_ += money_words(fen);
    }

    // The unit behind a number or a slash.
    bool unit() {
        std::size_t at = at_;
        if (look(at) == U' ') ++at;
        for (const Unit& unit : kUnits)
            if (starts(at, unit.sign) && !latin(look(at + unit.sign.size()))) {
                out_ += unit.words;
                at_ = at + unit.sign.size();
                return true;
            }
        return false;
    }

    // --- what stands between ---
    bool range() {
        if (!one_of(in_[at_], kDashes)) return false;
        std::size_t end = at_ + 1;
        while (one_of(look(end), kDashes)) ++end;
        const char32_t before = at_ > 0 ? in_[at_ - 1] : U'\0';
        const bool counted = digit(before) || one_of(before, U"年月日时点分元号亩岁%个");
        if (digit(look(end)) && counted)
            out_ += U'到';
        else if (digit(look(end)) || look(end) == U'¥')
            out_ += U'负';
        else
            out_ += one_of(in_[at_], U"-－") && latin(look(end)) ? U' ' : U'，';
        at_ = end;
        return true;
    }

    bool sign() {
        const char32_t c = in_[at_];
        if (c == U'/' || (c == U'·' && per_)) {
            per_ = c == U'/' && at_ > 0 && (hanzi(in_[at_ - 1]) || latin(in_[at_ - 1])) &&
                   hanzi(look(at_ + 1));
            if (c == U'/') out_ += per_ ? U'每' : U'，';
            if (c == U'·') out_ += U'每';
            ++at_;
            if (latin(look(at_)) && digit(look(0))) unit();
            return true;
        }
        if (!hanzi(c)) per_ = false;
        if (c == U'*' || c == U'＊') {
            if (!out_.empty() && hanzi(out_.back())) out_ += U'某';
            ++at_;
            return true;
        }
        if (const auto index = kCircled.find(c); index != View::npos) {
            out_ += integer_words(index + 1) + U"，";
            ++at_;
            return true;
        }
        for (const Sign& sign : kSigns)
            if (sign.sign == c) {
                out_ += sign.words;
                ++at_;
                return true;
            }
        return false;
    }

    std::u32string in_;
    std::u32string out_;
    std::size_t at_ = 0;
    std::optional<std::size_t> phone_end_;
    bool per_ = false;  ///< inside of "per person and month"
};

}  // namespace

std::u32string spoken_text(std::string_view sentence) {
    return Speller(fonts::decode_utf8(sentence).code_points).run();
}

}  // namespace villageboard::speech
