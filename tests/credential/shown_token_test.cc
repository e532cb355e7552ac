#include "credential/shown_token.h"

#include <gtest/gtest.h>

#include <string_view>

namespace packrake::code {
namespace {

struct Row {
  std::string_view line;
  bool may;
};

class ShownToken : public ::testing::TestWithParam<Row> {};

TEST_P(ShownToken, IsToldFromSpokenOf) {
  EXPECT_EQ(MayShowToken(GetParam().line, 0), GetParam().may) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ShownToken,
    ::testing::Values(
        Row{"console.log(token)", true}, Row{"log.Printf(\"token: %s\", tok.AccessToken)", true},
        Row{"println!(\"{token}\")", true}, Row{"console.log(`got ${user.jwt}`)", true},
        Row{"puts \"#{access_token}\"", true}, Row{"print(\"\\(jwt)\")", true}, Row{"echo \"$TOKEN\"", true},
        Row{"logger.info('Bearer ' + auth.token)", true}, Row{"log(\"eyJhbGciOi…\")", true},
        Row{"log.info(\"it's\" + token)", true}, Row{"console.log('it goes on, token", true},
        Row{"log.WithField(\"token\", t).Info(\"in\")", true}, Row{"log.WithFields(log.Fields{\"jwt\": t})", true},
        Row{"log(req.headers.authorization)", true}, Row{"print(\"\"\"{jwt}\"\"\")", true},
        // Spoken of.
        Row{"log.warn('no token given')", false}, Row{"t.Errorf(\"Token.FromData() error = %v\", err)", false},
        Row{"return fmt.Errorf(\"invalid or expired access token\")", false},
        Row{"raise Denied(\"a \\\"token\\\" is missing\")", false},
        Row{"log.error('refused (token expired)')", false},
        Row{"log.info('{} of {} came', 'tokens', n)", false}, Row{"log.Info(\"kind\", \"token\")", false},
        Row{"console.log(user)", false}));

TEST(ShownTokenTest, KnowsTheNameOfWhatIsMade) {
  EXPECT_EQ(NameOfMade("encoded = jwt.encode("), "encoded");
  EXPECT_EQ(NameOfMade("signed := jwt.sign("), "signed");
  EXPECT_EQ(NameOfMade("console.log(token)"), "");
  EXPECT_EQ(NameOfMade("log(a = jwt.sign("), "");
  EXPECT_EQ(NameOfMade("print token"), "");
  EXPECT_TRUE(Names("print(encoded)", "encoded"));
  EXPECT_TRUE(Names("print(encoded_at, encoded)", "encoded"));
  EXPECT_FALSE(Names("print(encoded_at)", "encoded"));
}

TEST(ShownTokenTest, LooksBehindTheCallsBegin) {
  EXPECT_FALSE(MayShowToken("token = read(); log('done')", 16));
  EXPECT_TRUE(MayShowToken("token = read(); log('done', token)", 16));
}

}  // namespace
}  // namespace packrake::code
