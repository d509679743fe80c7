// The floor for JSON: simdjson on demand, every scalar touched once, nothing kept.
#include <simdjson.h>

#include <cstdio>

using namespace simdjson;

static size_t touch(ondemand::value value) {
  switch (value.type()) {
    case ondemand::json_type::object: {
      size_t sum = 0;
      for (auto field : value.get_object()) sum += touch(field.value());
      return sum;
    }
    case ondemand::json_type::array: {
      size_t sum = 0;
      for (auto element : value.get_array()) sum += touch(element.value());
      return sum;
    }
    case ondemand::json_type::string: return std::string_view(value.get_string()).size();
    case ondemand::json_type::number: return size_t(double(value.get_double()));
    case ondemand::json_type::boolean: return bool(value.get_bool());
    default: return 0;
  }
}

int main(int, char **arguments) {
  auto text = padded_string::load(arguments[1]).take_value();
  ondemand::parser parser;
  auto document = parser.iterate(text);
  size_t sum = 0;
  for (auto field : document.get_object()) sum += touch(field.value());
  std::printf("%zu\n", sum);
}
