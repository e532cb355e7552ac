#include "cli/progress.h"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <thread>

namespace packrake::cli {
namespace {

struct ProgressCase {
  ProgressState state;
  const char* expected;
};

constexpr ProgressCase kCases[] = {
    {{"opening", 0, 0, 0, 0}, "opening"},
    {{"reading", 12345, 56789, 81'200'000, 2}, "reading  12,345 of 56,789 objects  21%  81.2 MB  40.6 MB/s  0:07 left"},
    {{"reading", 10, 0, 999, 1}, "reading  10 objects  999 B  999 B/s"},
    {{"reading", 70, 60, 0, 5}, "reading  60 of 60 objects  100%"},
    {{"proving", 1, 10000, 0, 2}, "proving  1 of 10,000 objects  0%  5:33:18 left"},
};

TEST(ProgressLine, ShowsWhatIsKnown) {
  for (const ProgressCase& c : kCases) {
    EXPECT_EQ(ProgressLine(c.state), c.expected);
    EXPECT_LE(ProgressLine(c.state).size(), 80u);
  }
}

TEST(Progress, ClearsItsLineWhenItGoes) {
  ScanControl control;
  std::ostringstream err;
  { const Progress progress(control, err); }
  EXPECT_TRUE(err.str().ends_with("\r\x1b[K"));
}

}  // namespace
}  // namespace packrake::cli
