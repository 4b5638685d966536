#!/bin/sh
# Makes compiler/syntax/generated/ from Ripe.g4. Run it after changing the grammar; the result is committed, so that building needs no
# Java. The generator must be ANTLR 4.9.2 (Maven org.antlr:antlr4:4.9.2:complete), the runtime is Debian's 4.9.
set -e
cd "$(dirname "$0")/.."
java -jar "${ANTLR_JAR:-/tmp/antlr/antlr4-4.9.2-complete.jar}" -Dlanguage=Cpp -package ripe::syntax::antlr \
  -no-listener -no-visitor -Werror -Xexact-output-dir -o compiler/syntax/generated grammar/Ripe.g4
# Only what is compiled is kept.
rm -f compiler/syntax/generated/Ripe.interp compiler/syntax/generated/Ripe.tokens
