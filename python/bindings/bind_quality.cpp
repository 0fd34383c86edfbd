#include <array>
#include <cstring>

#include "hansift/quality.hpp"
#include "made.hpp"
#include "reduce.hpp"
#include "reports.hpp"

namespace hansift::python {

template <>
inline constexpr bool is_checked<Fingerprint> = true;

namespace {

py::object number(std::uint64_t value) { return py::int_(value); }
py::object number(double value) { return py::float_(value); }

template <class Values>
py::tuple numbers(const Values& values) {
  py::tuple made(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) made[i] = py::int_(values[i]);
  return made;
}

}  // namespace

py::object signals_object(const Face& face, const Signals& signals) {
  std::vector<py::object> values;
  values.reserve(31);
  each_signal(signals, [&](const char*, auto value) { values.push_back(number(value)); });
  return face.signals.from(std::move(values));
}

py::object verdict_object(const Face& face, const Verdict& verdict) {
  py::tuple reasons(verdict.reasons.size());
  for (std::size_t i = 0; i < verdict.reasons.size(); ++i) reasons[i] = str_of(verdict.reasons[i]->id);
  return face.verdict(py::bool_(verdict.keep), std::move(reasons));
}

std::string exact_digits(const Fingerprint& fingerprint) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string made;
  made.reserve(32);
  for (const std::uint64_t half : fingerprint.exact) {
    for (int shift = 60; shift >= 0; shift -= 4) made.push_back(digits[half >> shift & 15]);
  }
  return made;
}

void bind_quality(py::module_& m, const FacePtr& face) {
  m.def("signals", [face](py::handle source) {
    const Text text = text_of(source, "text");
    return signals_object(*face, unlocked(text.utf8.size(), [&] { return signals(text.utf8); }));
  });

  py::class_<Fingerprint> fingerprints(m, "Fingerprint", R"(Exact and near-duplicate fingerprint of a text, made by `fingerprint()`.

Texts that differ only in white space, width, case or punctuation have the same `exact`. Near-duplicates share one or more of
`bands`; `similarity` then tells how near they are.
)");
  fingerprints.attr("__module__") = "hansift";
  fingerprints
      .def_property_readonly("exact", [](const Fingerprint& self) { return str_of(exact_digits(self)); },
                             "str: 128-bit hash of the folded characters, 32 hexadecimal digits.")
      .def_property_readonly("minhash", [](const Fingerprint& self) { return numbers(self.minhash); },
                             "tuple of int: 128 MinHash values over character 5-grams.")
      .def_property_readonly("bands", [](const Fingerprint& self) { return numbers(self.bands()); },
                             "tuple of int: 16 keys; compare them place by place.")
      .def("similarity", &Fingerprint::similarity, py::arg("other"), "Estimate of the Jaccard similarity, 0 to 1.")
      .def("__eq__",
           [](const Fingerprint& self, py::handle other) -> py::object {
             if (!py::isinstance<Fingerprint>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(self == other.cast<const Fingerprint&>());
           })
      .def("__hash__", [](const Fingerprint& self) { return static_cast<Py_hash_t>(self.exact[0] >> 2); })
      .def("__repr__", [](const Fingerprint& self) { return "<Fingerprint " + exact_digits(self) + ">"; })
      .def(py::pickle(
          [](const Fingerprint& self) {
            std::string state(sizeof self.exact + sizeof self.minhash, '\0');
            std::memcpy(state.data(), self.exact.data(), sizeof self.exact);
            std::memcpy(state.data() + sizeof self.exact, self.minhash.data(), sizeof self.minhash);
            return py::bytes(state);
          },
          [](const py::bytes& bytes) {
            const std::string_view state = bytes;
            Fingerprint made;
            if (state.size() != sizeof made.exact + sizeof made.minhash) throw DataError("the state of a Fingerprint has another size");
            std::memcpy(made.exact.data(), state.data(), sizeof made.exact);
            std::memcpy(made.minhash.data(), state.data() + sizeof made.exact, sizeof made.minhash);
            return made;
          }));

  pickle_by_new_protocols(fingerprints);
  reduce_to_state(fingerprints);

  m.def("fingerprint", [](py::handle source) {
    const Text text = text_of(source, "text");
    return unlocked(text.utf8.size(), [&] { return fingerprint(text.utf8); });
  });
}

}  // namespace hansift::python
