#include <gtest/gtest.h>

#include "packrake/blob.h"

namespace packrake {
namespace {

TEST(ObjectId, ReadsFortyOrSixtyFourDigitsAndPrintsThemInLowerCase) {
  const std::string sha1 = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  const std::string sha256(64, 'e');
  EXPECT_EQ(ObjectId::FromHex(sha1)->hex(), sha1);
  EXPECT_EQ(ObjectId::FromHex(sha256)->hex(), sha256);
  EXPECT_EQ(ObjectId::FromHex(std::string(64, 'E'))->hex(), sha256);
}

TEST(ObjectId, RefusesAnyOtherText) {
  for (const std::string& text :
       {std::string(), std::string(39, 'a'), std::string(41, 'a'), std::string(40, 'g'), std::string(39, 'a') + " "}) {
    EXPECT_FALSE(ObjectId::FromHex(text)) << text;
  }
}

TEST(ObjectId, OrdersByBytes) {
  EXPECT_LT(*ObjectId::FromHex(std::string(40, '7')), *ObjectId::FromHex(std::string(40, '8')));
  EXPECT_LT(ObjectId(), *ObjectId::FromHex(std::string(40, '0')));
}

}  // namespace
}  // namespace packrake
