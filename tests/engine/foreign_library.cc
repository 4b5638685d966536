// In the place of libripe_jit.so: a library that has nothing to do with ripe.
extern "C" __attribute__((visibility("default"))) int somebody_elses_function() { return 7; }
