// See ordered.h. One lock guards the places of the items; stages run without it.
#include "runtime/io/ordered.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "runtime/io/guard.h"

namespace ripe::io {
namespace {

using Item = OrderedWork::Item;

Status RunAlone(OrderedWork* work) {
  return Guarded([&]() -> Status {
    while (true) {
      bool wait = false;
      Result<std::unique_ptr<Item>> taken = work->Take(&wait);
      if (!taken.ok()) return taken.status();
      if (*taken == nullptr) {
        if (wait) continue;
        return {};
      }
      Item* item = taken->get();
      RIPE_RETURN_IF_ERROR(work->First(item, 0));
      Result<bool> kept = work->Middle(item);
      if (!kept.ok()) return kept.status();
      if (*kept) {
        RIPE_RETURN_IF_ERROR(work->Second(item, 0));
        RIPE_RETURN_IF_ERROR(work->Last(item));
      }
      taken->reset();
      work->Tick();
    }
  });
}

class Crew {
 public:
  Crew(OrderedWork* work, unsigned threads) : work_(work), most_(size_t{2} * threads) {}

  // Nothing is thrown out of a thread: where the queue itself finds no memory, the work fails.
  void Run(unsigned thread) {
    Status status = Guarded([&]() -> Status {
      Loop(thread);
      return {};
    });
    if (status.ok()) return;
    const std::lock_guard lock(mutex_);
    Fail(std::move(status));
  }
  Status status() const { return status_; }

 private:
  void Loop(unsigned thread) {
    std::unique_lock lock(mutex_);
    while (!over_) {
      if (thread == 0 && due_) {
        due_ = false;
        lock.unlock();
        work_->Tick();
        lock.lock();
        continue;
      }
      if (!Step(&lock, thread) && !over_) changed_.wait(lock);
    }
  }

  enum class Stage : uint8_t { kBeforeMiddle, kBeforeSecond, kBeforeLast, kBusy };
  struct Place {
    std::unique_ptr<Item> item;
    Stage stage = Stage::kBusy;
    Status failed;  // of Take, First or Second: told in order
    bool dropped = false;
  };

  // Does what is furthest down the line; false where there is nothing to do.
  bool Step(std::unique_lock<std::mutex>* lock, unsigned thread) {
    if (!last_busy_ && !places_.empty() && places_.front()->stage == Stage::kBeforeLast)
      return DoLast(lock);
    for (const auto& place : places_) {
      if (place->stage == Stage::kBeforeSecond) return DoSecond(lock, place.get(), thread);
    }
    if (!broken_ && !middle_busy_ && passed_ < places_.size() &&
        places_[passed_]->stage == Stage::kBeforeMiddle)
      return DoMiddle(lock, places_[passed_].get());
    if (!broken_ && !take_busy_ && !waits_ && !ended_ && places_.size() < most_)
      return DoTake(lock, thread);
    if (ended_ && places_.empty() && !take_busy_) {
      over_ = true;
      changed_.notify_all();
    }
    return false;
  }

  template <class Run>
  Status Unlocked(std::unique_lock<std::mutex>* lock, Run&& run) {
    lock->unlock();
    Status status = Guarded(std::forward<Run>(run));
    lock->lock();
    return status;
  }
  bool AllPassed() const { return passed_ == places_.size() && !middle_busy_; }
  void Fail(Status status) {
    if (!over_) status_ = std::move(status);
    over_ = true;
    changed_.notify_all();
  }

  bool DoTake(std::unique_lock<std::mutex>* lock, unsigned thread) {
    take_busy_ = true;
    // Where an item passes Middle while Take looks, Take may have looked too early.
    const bool alone = AllPassed();
    bool wait = false;
    std::unique_ptr<Item> item;
    Status status = Unlocked(lock, [&]() -> Status {
      Result<std::unique_ptr<Item>> taken = work_->Take(&wait);
      if (!taken.ok()) return taken.status();
      item = std::move(*taken);
      return {};
    });
    take_busy_ = false;
    if (status.ok() && item == nullptr) {
      ended_ = alone && !wait;
      waits_ = !AllPassed();
      changed_.notify_all();
      return true;
    }
    places_.push_back(std::make_unique<Place>());
    Place* place = places_.back().get();
    place->item = std::move(item);
    if (!status.ok()) {
      // An error of reading comes after what was read before it.
      place->failed = std::move(status);
      place->stage = Stage::kBeforeMiddle;
      ended_ = true;
      changed_.notify_all();
      return true;
    }
    changed_.notify_all();
    status = Unlocked(lock, [&] { return work_->First(place->item.get(), thread); });
    place->failed = std::move(status);
    place->stage = Stage::kBeforeMiddle;
    changed_.notify_all();
    return true;
  }

  // An item that failed ends it all when its turn comes: what stands before it is finished, since
  // it may hold an earlier error; what comes behind it goes no further.
  void Break(Place* place) {
    broken_ = true;
    ++passed_;
    place->stage = Stage::kBeforeLast;
    changed_.notify_all();
  }

  bool DoMiddle(std::unique_lock<std::mutex>* lock, Place* place) {
    if (!place->failed.ok()) {
      Break(place);
      return true;
    }
    middle_busy_ = true;
    place->stage = Stage::kBusy;
    bool kept = false;
    Status status = Unlocked(lock, [&]() -> Status {
      Result<bool> passed = work_->Middle(place->item.get());
      if (!passed.ok()) return passed.status();
      kept = *passed;
      return {};
    });
    middle_busy_ = false;
    if (!status.ok()) {
      place->failed = std::move(status);
      Break(place);
      return true;
    }
    ++passed_;
    waits_ = false;
    place->dropped = !kept;
    place->stage = kept ? Stage::kBeforeSecond : Stage::kBeforeLast;
    changed_.notify_all();
    return true;
  }

  bool DoSecond(std::unique_lock<std::mutex>* lock, Place* place, unsigned thread) {
    place->stage = Stage::kBusy;
    place->failed = Unlocked(lock, [&] { return work_->Second(place->item.get(), thread); });
    place->stage = Stage::kBeforeLast;
    changed_.notify_all();
    return true;
  }

  bool DoLast(std::unique_lock<std::mutex>* lock) {
    Place* place = places_.front().get();
    if (!place->failed.ok()) {
      Fail(std::move(place->failed));
      return true;
    }
    last_busy_ = true;
    place->stage = Stage::kBusy;
    Status status = Unlocked(lock, [&]() -> Status {
      Status done = place->dropped ? Status() : work_->Last(place->item.get());
      place->item.reset();
      return done;
    });
    last_busy_ = false;
    if (!status.ok()) {
      Fail(std::move(status));
      return true;
    }
    places_.pop_front();
    --passed_;
    due_ = true;
    changed_.notify_all();
    return true;
  }

  OrderedWork* work_;
  const size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Place>> places_;  // in order
  size_t passed_ = 0;                          // so many at the front are past Middle
  bool take_busy_ = false, middle_busy_ = false, last_busy_ = false;
  bool waits_ = false;   // Take has nothing until an item passes Middle
  bool broken_ = false;  // an item that is past Middle has failed
  bool ended_ = false, over_ = false, due_ = false;
  Status status_;
};

}  // namespace

Status RunOrdered(OrderedWork* work, unsigned threads) {
  if (threads <= 1) return RunAlone(work);
  return Guarded([&]() -> Status {
    Crew crew(work, threads);
    std::vector<std::thread> others;
    others.reserve(threads);
    try {
      for (unsigned t = 1; t < threads; ++t) others.emplace_back([&crew, t] { crew.Run(t); });
    } catch (const std::exception&) {
      // The system gives no more threads, or no memory for them: those that are there do all the
      // work. What is thrown here must not pass threads that nobody has joined.
    }
    crew.Run(0);
    for (std::thread& other : others) other.join();
    return crew.status();
  });
}

}  // namespace ripe::io
