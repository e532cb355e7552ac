#include "base/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "packrake/finding.h"

namespace packrake {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Log : public ::testing::Test {
 protected:
  ~Log() override { log::SetLevel(log::Level::kWarn); }

  template <class Act>
  std::string Written(Act&& act) {
    ::testing::internal::CaptureStderr();
    act();
    return ::testing::internal::GetCapturedStderr();
  }
};

TEST_F(Log, WritesOneLineAtOrAboveTheLevel) {
  log::SetLevel(log::Level::kInfo);
  const std::string text = Written([] {
    log::Debug("hidden {}", 1);
    log::Info("shown {}", 2);
    log::Error("shown {}", 3);
  });
  EXPECT_EQ(text, "packrake: info: shown 2\npackrake: error: shown 3\n");
}

TEST_F(Log, OffWritesNothing) {
  log::SetLevel(log::Level::kOff);
  EXPECT_EQ(Written([] { log::Error("no"); }), "");
  EXPECT_FALSE(log::Enabled(log::Level::kOff));
}

TEST_F(Log, DoesNotFormatWhatIsOff) {
  EXPECT_FALSE(log::Enabled(log::Level::kDebug));
  EXPECT_TRUE(log::Enabled(log::Level::kWarn));
}

TEST_F(Log, WritesSecretsRedacted) {
  const std::string text = Written([] { log::Warn("hit {}", Secret("abcdefghijklmnopqrstuvwxyz")); });
  EXPECT_THAT(text, HasSubstr("hit abcd…(26 bytes)"));
}

TEST_F(Log, NeverWritesWhatATerminalObeys) {
  const std::string text = Written([] { log::Warn("path {}", "a\x1b[31m\nforged: line\xC2\x9B\xff é"); });
  EXPECT_THAT(text, HasSubstr("path a?[31m?forged: line?? é\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace packrake
