#include "cli/main.h"

int main(int argc, char** argv) { return packrake::cli::Main(argc, argv); }
