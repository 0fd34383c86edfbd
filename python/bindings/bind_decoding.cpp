#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "face.hpp"
#include "hansift/encoding.hpp"
#include "lazy.hpp"
#include "trace.hpp"
#include "wide_str.hpp"

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

/// The bytes as a str if they are all ASCII, else null.
py::object ascii_str(std::string_view bytes) {
  unsigned char high = 0;
  for (const char c : bytes) high = static_cast<unsigned char>(high | static_cast<unsigned char>(c));
  if (high >= 0x80) return {};
  PyObject* made = PyUnicode_New(static_cast<Py_ssize_t>(bytes.size()), 0x7F);
  if (made == nullptr) throw py::error_already_set();
  std::memcpy(PyUnicode_1BYTE_DATA(made), bytes.data(), bytes.size());
  return py::reinterpret_steal<py::object>(made);
}

py::tuple sources_tuple(const Face& face, std::span<const Replacement> replacements) {
  std::vector<Span> spans;
  spans.reserve(replacements.size());
  for (const Replacement& one : replacements) spans.push_back(one.source);
  return spans_tuple(face, spans);
}

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
  py::object text;
  DecodedUnits units;
  if (plan.is_utf8()) text = ascii_str(bytes.view);
  if (text) {
    units.encoding = "utf-8";
    units.confidence = 1.0F;
  } else {
    // A buffer that is given back at once, not a str that is made smaller: the allocator keeps it for the next call.
    const auto buffer = std::make_unique_for_overwrite<char16_t[]>(bytes.view.size());
    units = unlocked(bytes.view.size(), [&] { return decode_units(bytes.view, buffer.get(), plan.options(false)); });
    text = str_of_units({buffer.get(), units.size}, units.surrogates);
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
  return face->decoded({text, str_of(units.encoding), probability(units.confidence), sources_tuple(*face, units.replacements), trace,
                        flags_tuple(*face, units.flags, {}, true, Unit::byte)});
}

/// The C++ Decoder; calls from several threads queue.
class DecoderObject {
 public:
  DecoderObject(FacePtr face, const DecodeOptions& options) : face_(std::move(face)), decoder_(options) {}

  [[nodiscard]] py::str feed(py::handle data) {
    const Bytes bytes = bytes_of(data, "data");
    return text(bytes.view.size(), [&](char16_t* units) { return decoder_.feed_units(bytes.view, units); });
  }
  [[nodiscard]] py::str finish() {
    return text(0, [&](char16_t* units) { return decoder_.finish_units(units); });
  }
  [[nodiscard]] py::str encoding() const { return str_of(decoder_.encoding()); }
  [[nodiscard]] py::tuple replacements() const {
    std::vector<Replacement> found;
    {
      const Lock lock(*this);
      found.assign(decoder_.replacements().begin(), decoder_.replacements().end());
    }
    return sources_tuple(*face_, found);
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
  [[nodiscard]] py::str text(std::size_t size, const Work& work) {
    const auto buffer = std::make_unique_for_overwrite<char16_t[]>(size + Decoder::held_back);
    const Lock lock(*this);
    const DecodedUnits found = unlocked(size, [&] { return work(buffer.get()); });
    return str_of_units({buffer.get(), found.size}, found.surrogates);
  }

  FacePtr face_;
  mutable std::mutex mutex_;
  Decoder decoder_;
};

}  // namespace

template <>
inline constexpr bool is_checked<DecoderObject> = true;

namespace {

std::vector<EncodingSpan> spans_of(py::handle given) {
  std::vector<EncodingSpan> spans;
  if (given.is_none()) return spans;
  for (const py::handle item : given) {
    const auto parts = py::cast<py::tuple>(item);
    if (parts.size() != 3 || !PyLong_Check(parts[0].ptr()) || !PyLong_Check(parts[1].ptr()) || py::int_(0) > parts[0] || py::int_(0) > parts[1]) {
      throw ConfigError("spans: each is (begin, end, encoding), with numbers of bytes");
    }
    const std::string name = name_of(parts[2], "encoding");
    std::string_view encoding = "binary";
    if (name != "binary") {
      const auto known = canonical_encoding(name);
      if (!known) throw ConfigError("unknown encoding '" + name.substr(0, 60) + "' of a span; hansift.encoding.encodings() lists the choices");
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
