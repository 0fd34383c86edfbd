#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>

#include "hansift/pipeline.hpp"

namespace hansift {

std::vector<Record> Pipeline::batch(std::span<const std::string_view> documents, unsigned threads) const {
  std::vector<Record> records(documents.size());
  // Documents do not throw, but memory may run out in any thread; the exception of the first document that had one goes to the caller.
  std::vector<std::exception_ptr> failures(documents.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&]() noexcept {
    for (std::size_t i = next.fetch_add(1, std::memory_order_relaxed); i < documents.size(); i = next.fetch_add(1, std::memory_order_relaxed)) {
      try {
        records[i] = (*this)(documents[i]);
      } catch (...) {
        failures[i] = std::current_exception();
      }
    }
  };

  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t helpers = std::min<std::size_t>(threads, std::max<std::size_t>(documents.size(), 1)) - 1;
  std::vector<std::thread> pool;
  pool.reserve(helpers);
  try {
    for (std::size_t i = 0; i < helpers; ++i) pool.emplace_back(work);
  } catch (const std::system_error&) {
    // No more threads to be had: those that there are do the work.
  }
  work();
  for (std::thread& thread : pool) thread.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  return records;
}

}  // namespace hansift
