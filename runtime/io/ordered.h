// Work on a sequence of items by several threads, whose results come in the order of the sequence:
//
//   Take (in order) -> First (anywhere) -> Middle (in order) -> Second (anywhere) -> Last (in
//   order)
//
// What is in order runs on one thread at a time; so it may touch shared things without locks of its
// own, and what it reports does not depend on the number of threads. A thread takes an item through
// as many stages as it can, while its data is in the cache. At most two items a thread are under
// way. The first error in the order of the sequence ends it all.
#pragma once

#include <memory>

#include "ripe/status.h"

namespace ripe::io {

class OrderedWork {
 public:
  virtual ~OrderedWork() = default;
  class Item {
   public:
    virtual ~Item() = default;
  };
  // The next item; null at the end or, with `*wait`, where others must pass Middle before. It is
  // asked for again then; at the end it may be asked again too, since Middle may have brought more.
  virtual Result<std::unique_ptr<Item>> Take(bool* wait) = 0;
  // `thread` is 0 .. threads - 1; 0 is the caller's.
  virtual Status First(Item*, unsigned /*thread*/) { return {}; }
  // False: the item is dropped here.
  virtual Result<bool> Middle(Item*) { return true; }
  virtual Status Second(Item*, unsigned /*thread*/) { return {}; }
  virtual Status Last(Item*) { return {}; }
  // Now and then on the caller's thread.
  virtual void Tick() {}
};

// Returns when all items are through. No exception leaves it: where memory runs out, kLimit.
Status RunOrdered(OrderedWork* work, unsigned threads);

}  // namespace ripe::io
