# The two commands: `make demo` and `make test`. Each installs what it needs and can be run again at any time.
#
#   make demo         set up, build, run the main job on examples/pages and show the result (demo-out/)
#   make test         set up, build, run all tests (C++ under sanitizers, Python, wheel, consumers, short fuzzing)
#   make floors SHARED=path   the evaluation kits against the ratchet in tests/floors
#   make fuzz         a minute of fuzzing a room         make tsan       the C++ tests under ThreadSanitizer
#   make bench        micro benchmarks                   make bench-peers  ratios against the peers, in an environment of its own
#   make format, make lint, make tidy, make clean

SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
JOBS ?= $(shell nproc)
SUDO := $(if $(filter-out 0,$(shell id -u)),sudo)
DOWNLOADS := $(CURDIR)/build/downloads
SOURCES := CMakeLists.txt pyproject.toml $(shell find cmake cpp python examples/embed -type f -not -name '*.pyc' 2>/dev/null)
ROOMS := text encoding extraction cleaning script segmentation quality pipeline

$(shell mkdir -p build)

# ccache where it is there: the same objects are built for several configurations.
export CMAKE_CXX_COMPILER_LAUNCHER := $(shell command -v ccache)
export CMAKE_C_COMPILER_LAUNCHER := $(CMAKE_CXX_COMPILER_LAUNCHER)
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# --- what the machine must have -----------------------------------------------------------------------------------------------------

APT_BUILD := g++ cmake ninja-build python3-venv python3-dev libxxhash-dev libtomlplusplus-dev
APT_TEST := $(APT_BUILD) ccache clang libclang-rt-14-dev libgtest-dev libbenchmark-dev libicu-dev nlohmann-json3-dev unicode-data binutils
say = @printf '\n\033[1m== %s\033[0m\n' '$(1)'

.PHONY: help
help:
	@sed -n '3,10s/^# \{0,1\}//p' Makefile

# Installs only the packages that are missing, so that a second run needs neither network nor root.
define apt_install
	@missing=""; for package in $(1); do dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then echo "Installing:$$missing"; $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing > /dev/null; fi
endef

.PHONY: apt-build apt-test
apt-build:
	$(call say,System packages)
	$(call apt_install,$(APT_BUILD))
apt-test:
	$(call say,System packages)
	$(call apt_install,$(APT_TEST))

$(VENV)/ready: requirements/dev.txt
	$(call say,Python environment $(VENV))
	test -x $(PYTHON) || python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet -r requirements/dev.txt
	touch $@

# --- the Python module --------------------------------------------------------------------------------------------------------------

build/wheel/ready: $(SOURCES) $(VENV)/ready
	$(call say,Building the wheel)
	rm -rf build/wheel && mkdir -p build/wheel $(DOWNLOADS)
	$(PYTHON) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheel --config-settings=cmake.define.HANSIFT_DOWNLOAD_DIR=$(DOWNLOADS) .
	$(PYTHON) -m pip install --quiet --force-reinstall --no-deps build/wheel/hansift-*.whl
	touch $@

.PHONY: wheel
wheel: apt-build build/wheel/ready

# --- the two commands ---------------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: apt-build build/wheel/ready
	$(call say,The main job: raw pages in and corpus records out)
	$(PYTHON) examples/demo.py examples/pages demo-out

.PHONY: test
test: apt-test $(VENV)/ready test-lint test-cpp test-install test-fuzz build/wheel/ready test-python
	$(call say,All tests passed)

.PHONY: test-lint
test-lint: $(VENV)/ready
	$(call say,Linter and rooms)
	$(VENV)/bin/ruff check python tests examples bench cpp/tools
	$(PYTHON) tests/check_rooms.py

.PHONY: test-cpp
test-cpp: apt-test $(VENV)/ready
	$(call say,C++ tests under AddressSanitizer and UndefinedBehaviorSanitizer)
	cmake --preset asan-ubsan -DPython3_EXECUTABLE=$(CURDIR)/$(PYTHON) > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	cmake --build --preset asan-ubsan -- --quiet
	ctest --preset asan-ubsan -j $(JOBS)
	$(call say,Threads: the pipeline under ThreadSanitizer)
	cmake --preset tsan -DPython3_EXECUTABLE=$(CURDIR)/$(PYTHON) > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	cmake --build --preset tsan --target pipeline_test script_test -- --quiet
	ctest --preset tsan -j $(JOBS) -R '[Tt]hread'

.PHONY: test-install
test-install: apt-test $(VENV)/ready
	$(call say,Consumers: find_package on the static and the shared library; add_subdirectory; each header alone)
	@for preset in release shared; do \
	  cmake --preset $$preset -DPython3_EXECUTABLE=$(CURDIR)/$(PYTHON) -DHANSIFT_BUILD_TESTS=OFF > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }; \
	  cmake --build --preset $$preset -- --quiet || exit 1; done
	cmake --build --preset release --target all_verify_interface_header_sets -- --quiet
	tests/install/check.sh . build

FUZZ_SECONDS ?= 5
.PHONY: test-fuzz fuzz
test-fuzz: apt-test $(VENV)/ready
	$(call say,Fuzzing: $(FUZZ_SECONDS) s a room)
	cmake --preset fuzz -DPython3_EXECUTABLE=$(CURDIR)/$(PYTHON) > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	cmake --build --preset fuzz -- --quiet
	@for room in $(ROOMS); do mkdir -p build/corpus/$$room; \
	  if [ -f tests/fuzz/corpus-$$room.tar.gz ]; then tar -xzf tests/fuzz/corpus-$$room.tar.gz -C build/corpus/$$room; fi; \
	  build/fuzz/tests/fuzz/$${room}_fuzz -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -rss_limit_mb=4096 -verbosity=0 -artifact_prefix=build/corpus/$$room- \
	    build/corpus/$$room 2> build/corpus/$$room.log || { tail -40 build/corpus/$$room.log; exit 1; }; echo "$$room: ok"; done
fuzz:
	$(MAKE) test-fuzz FUZZ_SECONDS=60

.PHONY: test-python
test-python: build/wheel/ready
	$(call say,Python tests on the installed wheel)
	$(PYTHON) -m pytest -q tests/python
	$(VENV)/bin/mypy
	$(call say,The wheel alone in an empty environment)
	tests/install/check_wheel.sh build/wheel

# --- slow matrices ------------------------------------------------------------------------------------------------------------------

.PHONY: tsan floors bench bench-peers
tsan: apt-test $(VENV)/ready
	cmake --preset tsan -DPython3_EXECUTABLE=$(CURDIR)/$(PYTHON) && cmake --build --preset tsan && ctest --preset tsan -j $(JOBS)

SHARED ?= ../shared
floors: build/wheel/ready
	$(call say,Evaluation kits against the floors)
	$(PYTHON) tests/floors/check.py --kits $(SHARED)/eval

bench: apt-test $(VENV)/ready
	cmake --preset release -DPython3_EXECUTABLE=$(CURDIR)/$(PYTHON) && cmake --build --preset release
	for bench in build/release/bench/micro/*_bench; do $$bench --benchmark_min_time=0.2; done

bench-peers: build/wheel/ready requirements/peers.txt
	$(call say,Environment of the peers: .venv-peers)
	test -x .venv-peers/bin/python || python3 -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet -r requirements/peers.txt
	.venv-peers/bin/python -m pip install --quiet --force-reinstall --no-deps build/wheel/hansift-*.whl
	@if command -v cargo > /dev/null; then CARGO_TARGET_DIR=$(CURDIR)/build/peers cargo build --quiet --release --locked --jobs $(JOBS) --manifest-path bench/peers/native/Cargo.toml; \
	else echo "No cargo: the native peers (encoding_rs, Google CED) are left out."; fi
	.venv-peers/bin/python bench/peers/run.py

# --- keeping house ------------------------------------------------------------------------------------------------------------------

.PHONY: format lint tidy clean
format:
	git ls-files 'cpp/**.cpp' 'cpp/**.hpp' 'tests/**.cpp' 'tests/**.hpp' 'bench/**.cpp' 'examples/**.cpp' 'python/**.cpp' 'python/**.hpp' | xargs clang-format -i
	$(VENV)/bin/ruff check --fix python tests examples bench cpp/tools
lint: test-lint
	$(VENV)/bin/mypy
tidy: apt-test
	cmake --preset dev && git ls-files 'cpp/src/**.cpp' | xargs clang-tidy -p build/dev --quiet
clean:
	rm -rf build demo-out .venv .venv-peers dist
