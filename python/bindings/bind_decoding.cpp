#include <algorithm>
#include <bit>
#include <mutex>
#include <optional>

#include "decoding.hpp"
#include "hansift/encoding.hpp"
#include "lazy.hpp"
#include "trace.hpp"

namespace hansift::python {
namespace {

PrivateUse private_use_of(py::handle name) {
  const std::string given = name_of(name, "private_use");
  if (given == "keep") return PrivateUse::keep;
  if (given == "standard") return PrivateUse::standard;
  if (given == "flag") return PrivateUse::flag;
  throw ConfigError("unknown private_use '" + given.substr(0, 60) + "'; choose one of: keep, standard, flag");
}

/// The encoding to decode with, where that is named.
std::string named_encoding(py::handle encoding) {
  std::string label = optional_name(encoding, "encoding");
  if (!encoding.is_none() && label.empty()) throw ConfigError("encoding is ''; name one, or None to detect it");
  return label;
}

/// A str of our own decoding: UTF-16 units are written where the str keeps them, so that no character is touched twice.
class UnitStr {
 public:
  explicit UnitStr(std::size_t capacity) : made_(PyUnicode_New(static_cast<Py_ssize_t>(capacity), 0xFFFF)) {
    if (made_ == nullptr) throw py::error_already_set();
  }
  UnitStr(const UnitStr&) = delete;
  UnitStr& operator=(const UnitStr&) = delete;
  ~UnitStr() { Py_XDECREF(made_); }

  [[nodiscard]] char16_t* units() noexcept { return reinterpret_cast<char16_t*>(PyUnicode_2BYTE_DATA(made_)); }

  /// The str of the first `size` units. A str whose characters are all below U+0100 must be one of bytes, so one of those is made anew.
  [[nodiscard]] py::str take(std::size_t size, bool surrogates) {
    const char16_t* const from = units();
    PyObject* found = nullptr;
    if (surrogates) {
      found = PyUnicode_DecodeUTF16(reinterpret_cast<const char*>(from), static_cast<Py_ssize_t>(2 * size), nullptr, &native_order_);
    } else if (std::all_of(from, from + size, [](char16_t unit) { return unit < 0x100; })) {
      found = PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, from, static_cast<Py_ssize_t>(size));
    } else if (PyUnicode_Resize(&made_, static_cast<Py_ssize_t>(size)) == 0) {
      found = std::exchange(made_, nullptr);
    }
    if (found == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<py::str>(found);
  }

 private:
  PyObject* made_;
  int native_order_ = std::endian::native == std::endian::little ? -1 : 1;
};

/// What bytes are decoded with: a label, or what detect() found.
struct Plan {
  std::string label;
  Detection found;  ///< if there is no label
  PrivateUse private_use = PrivateUse::keep;

  [[nodiscard]] DecodeOptions options(bool trace) const {
    DecodeOptions made;
    made.encoding = label;
    made.spans = found.spans;
    made.private_use = private_use;
    made.trace = trace;
    return made;
  }
  [[nodiscard]] bool is_utf8() const {
    return label.empty() ? found.spans.size() == 1 && found.spans.front().encoding == "utf-8" : canonical_encoding(label) == "utf-8";
  }
};

py::object decoded_object(const FacePtr& face, const Bytes& bytes, const Plan& plan) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  py::object text;
  DecodedUnits units;
  std::string_view utf8;
  bool well_formed = false;
  if (plan.is_utf8()) {
    utf8 = bytes.view.substr(bytes.view.starts_with(mark) ? mark.size() : 0);
    well_formed = unlocked(utf8.size(), [&] { return is_valid_utf8(utf8); });
  }
  if (well_formed) {
    // The bytes are the text: no copy in between.
    text = str_of(utf8);
    units.encoding = "utf-8";
    units.confidence = 1.0F;
  } else {
    UnitStr str(std::max<std::size_t>(bytes.view.size(), 1));
    char16_t* const into = str.units();
    units = unlocked(bytes.view.size(), [&] { return decode_units(bytes.view, into, plan.options(false)); });
    text = str.take(units.size, units.surrogates);
  }
  if (plan.label.empty()) {
    units.encoding = plan.found.encoding;
    units.confidence = plan.found.confidence;
  }
  // Few look at the trace: it is made by decoding once more, which gives the same text, when somebody does.
  const py::object trace = lazy([face, source = bytes.object, text, plan] {
    const Bytes again = bytes_of(source, "data");
    return trace_object(face, source, text, unlocked(again.view.size(), [&] { return decode(again.view, plan.options(true)).trace; }));
  });
  return face->decoded({text, str_of(units.encoding), probability(units.confidence), spans_tuple(*face, units.replacements), trace,
                        flags_tuple(*face, units.flags, {}, true, Unit::byte)});
}

/// The C++ Decoder; calls from several threads queue.
class DecoderObject {
 public:
  DecoderObject(FacePtr face, const DecodeOptions& options) : face_(std::move(face)), decoder_(options) {}

  [[nodiscard]] py::str feed(py::handle data) {
    const Bytes bytes = bytes_of(data, "data");
    return text([&] { return decoder_.feed(bytes.view); }, bytes.view.size());
  }
  [[nodiscard]] py::str finish() {
    return text([&] { return decoder_.finish(); }, 0);
  }
  [[nodiscard]] py::str encoding() const { return str_of(decoder_.encoding()); }
  [[nodiscard]] py::tuple replacements() const {
    std::vector<Span> spans;
    {
      const Lock lock(*this);
      for (const Replacement& one : decoder_.replacements()) spans.push_back(one.source);
    }
    return spans_tuple(*face_, spans);
  }
  [[nodiscard]] py::tuple flags() const {
    std::vector<Flag> found;
    {
      const Lock lock(*this);
      found.assign(decoder_.flags().begin(), decoder_.flags().end());
    }
    return flags_tuple(*face_, found, {}, true, Unit::byte);
  }
  [[nodiscard]] std::size_t replacement_count() const {
    const Lock lock(*this);
    return decoder_.replacement_count();
  }

 private:
  /// Taken without the GIL, so that who holds it can finish.
  class Lock {
   public:
    explicit Lock(const DecoderObject& object) : released_(std::in_place), guard_(object.mutex_) { released_.reset(); }

   private:
    std::optional<py::gil_scoped_release> released_;
    std::unique_lock<std::mutex> guard_;
  };

  template <class Work>
  [[nodiscard]] py::str text(const Work& work, std::size_t size) {
    const Lock lock(*this);
    return str_of(unlocked(size, work));
  }

  FacePtr face_;
  mutable std::mutex mutex_;
  Decoder decoder_;
};

std::vector<EncodingSpan> spans_of(py::handle given) {
  std::vector<EncodingSpan> spans;
  if (given.is_none()) return spans;
  for (const py::handle item : given) {
    const auto parts = py::cast<py::tuple>(item);
    const std::string name = name_of(parts[2], "encoding");
    std::string_view encoding = "binary";
    if (name != "binary") {
      const auto known = canonical_encoding(name);
      if (!known) throw ConfigError("unknown encoding '" + name.substr(0, 60) + "' of a span");
      encoding = *known;
    }
    spans.push_back({parts[0].cast<std::size_t>(), parts[1].cast<std::size_t>(), encoding});
  }
  return spans;
}

py::object encoded_object(const FacePtr& face, const Text& text, py::handle encoding, py::handle errors) {
  const std::string label = name_of(encoding, "encoding");
  const std::string care = name_of(errors, "errors");
  if (care != "replace" && care != "html" && care != "strict") {
    throw ConfigError("unknown errors '" + care.substr(0, 60) + "'; choose one of: replace, html, strict");
  }
  EncodeOptions options;
  if (care == "html") options.errors = EncodeOptions::Errors::html;
  Encoded found = unlocked(text.utf8.size(), [&] { return encode(text.utf8, label, options); });
  const std::string first = found.unencodable.empty() ? std::string() : std::string(found.unencodable.front().of(text.utf8));
  convert_spans(text.utf8, text.ascii, found.unencodable, Unit::codepoint);
  if (care == "strict" && !first.empty()) {
    throw DataError(std::string(found.encoding) + " has no '" + first + "' (character " + std::to_string(found.unencodable.front().begin) + " of the text, " +
                    std::to_string(found.unencodable.size()) + " such in all); errors=\"replace\" or \"html\" writes something else");
  }
  return face->encoded({py::bytes(found.bytes), str_of(found.encoding), spans_tuple(*face, found.unencodable)});
}

}  // namespace

void bind_decoding(py::module_& m, const FacePtr& face) {
  m.def("decode", [face](py::handle data, py::handle encoding, py::handle declared, py::handle private_use) {
    const Bytes bytes = bytes_of(data, "data");
    Plan plan{named_encoding(encoding), {}, private_use_of(private_use)};
    const std::string hint = optional_name(declared, "declared");
    if (plan.label.empty()) plan.found = unlocked(bytes.view.size(), [&] { return detect(bytes.view, {.declared = hint}); });
    return decoded_object(face, bytes, plan);
  });

  m.def("encode", [face](py::handle text, py::handle encoding, py::handle errors) {
    return encoded_object(face, text_of(text, "text"), encoding, errors);
  });

  py::class_<DecoderObject>(m, "Decoder")
      .def(py::init([face](py::handle encoding, py::handle spans, py::handle private_use) {
        const std::string label = named_encoding(encoding);
        const std::vector<EncodingSpan> sections = spans_of(spans);
        DecodeOptions options;
        options.encoding = label;
        options.spans = sections;
        options.private_use = private_use_of(private_use);
        return std::make_unique<DecoderObject>(face, options);
      }))
      .def("feed", &DecoderObject::feed)
      .def("finish", &DecoderObject::finish)
      .def("encoding", &DecoderObject::encoding)
      .def("replacements", &DecoderObject::replacements)
      .def("flags", &DecoderObject::flags)
      .def("replacement_count", &DecoderObject::replacement_count);
}

}  // namespace hansift::python
