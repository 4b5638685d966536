// The Ast as text, without places: two files that mean the same to the parser dump alike.
#pragma once

#include <string>

#include "compiler/syntax/ast.h"

namespace ripe::syntax {

// One line for each statement; blocks indented.
std::string Dump(const syntax::Ast& ast);
std::string DumpExpr(const syntax::Ast& ast, syntax::ExprId id);

}  // namespace ripe::syntax
