"""A slow, obvious interpreter of Ripe in plain Python: the oracle that the engine is compared with.

It is written from the language's description alone and shares nothing with the C++ engine.
"""
