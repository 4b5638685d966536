// In the place of libripe_jit.so: a library that asks for a function which nobody has, so that it
// cannot be loaded.
extern "C" int a_function_that_nobody_has();
extern "C" __attribute__((visibility("default"))) int asks_for_it() {
  return a_function_that_nobody_has();
}
