#!/usr/bin/env bash
# Builds and runs the two consumers: find_package on an installed tree (shared and static), and add_subdirectory on the source.
#
#   tests/install/check.sh SOURCE BUILD     BUILD/shared and BUILD/release must be built
set -euo pipefail
source_dir=$(cd "$1" && pwd)
build_dir=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for kind in shared release; do
  cmake --install "$build_dir/$kind" --prefix "$work/$kind" > /dev/null
  test -f "$work/$kind/include/hansift/hansift.hpp"
  cmake -S "$source_dir/tests/install/find_package" -B "$work/find-$kind" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$work/$kind" > /dev/null
  cmake --build "$work/find-$kind" > "$work/log" || { cat "$work/log"; exit 1; }
  "$work/find-$kind/consumer"
  echo "find_package, $kind: ok"
done

# A version that is not compatible must not be found.
if cmake -S "$source_dir/tests/install/find_package" -B "$work/wrong" -DCMAKE_PREFIX_PATH="$work/shared" -Dhansift_FIND_VERSION=9 \
    -DCMAKE_PROJECT_consumer_INCLUDE_BEFORE="$source_dir/tests/install/wrong_version.cmake" > /dev/null 2>&1; then
  echo "find_package(hansift 9) was satisfied by another version" >&2
  exit 1
fi
echo "find_package, wrong version: refused"

# Only hansift's own symbols leave the shared library.
library=$(find "$work/shared" -name 'libhansift.so' | head -n 1)
if nm -D --defined-only --demangle "$library" | grep -E ' [TW] ' | grep -vE 'hansift|std::|__gnu|operator|typeinfo|vtable' | grep -E 'lxb|lexbor|XXH|toml'; then
  echo "third-party symbols leave the shared library" >&2
  exit 1
fi
echo "shared library: no third-party symbol"

cmake -S "$source_dir/tests/install/add_subdirectory" -B "$work/add" -G Ninja -DCMAKE_BUILD_TYPE=Release -DHANSIFT_SOURCE="$source_dir" \
  -DHANSIFT_DOWNLOAD_DIR="$build_dir/downloads" ${CMAKE_CXX_COMPILER_LAUNCHER:+-DCMAKE_CXX_COMPILER_LAUNCHER=$CMAKE_CXX_COMPILER_LAUNCHER -DCMAKE_C_COMPILER_LAUNCHER=$CMAKE_CXX_COMPILER_LAUNCHER} > /dev/null
cmake --build "$work/add" > "$work/log" || { cat "$work/log"; exit 1; }
"$work/add/consumer"
echo "add_subdirectory: ok"
