// What the command says when there is no memory left to say it with. Errors are values everywhere,
// and main catches what is thrown beneath it; what is thrown where nobody can catch it (before
// main, while the libraries' tables are made, or within a destructor) ends here, with status 3 as
// well.
#pragma once

namespace ripe::cli {

// Says that memory is short, without using any; the exit status.
int NoMemory();

}  // namespace ripe::cli
