#ifndef PACKRAKE_CLI_MAIN_H_
#define PACKRAKE_CLI_MAIN_H_

namespace packrake::cli {

/// Runs the program and returns its exit status (DESIGN 7): 0 nothing found, 1 findings, 2 usage, 3 incomplete, 130.
int Main(int argc, char** argv);

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_MAIN_H_
