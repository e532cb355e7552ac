#include <gtest/gtest.h>

#include <string>

#include "credential/code.h"
#include "credential/programs.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

// Jupyter notebooks: the code stands in the strings of a JSON document.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Token demo\n", "Shows how we sign."]},
  {
   "cell_type": "code",
   "execution_count": 3,
   "metadata": {},
   "outputs": [],
   "source": [
    "import jwt\n",
    "SECRET = \"nb-{{random:alnum:18:12101}}\"\n",
    "token = jwt.encode({\"sub\": \"alice\"}, SECRET, algorithm=\"HS256\")\n",
    "print(len(token))"
   ]
  }
 ],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
)p"},
    {"jwt.misuse.no-verify", R"p(
{
 "cells": [
  {
   "cell_type": "code",
   "metadata": {},
   "source": [
    "claims = jwt.decode(raw, options={\"verify_signature\": False})\n",
    "claims"
   ],
   "outputs": []
  }
 ],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5
}
)p"},
    {"jwt.secret*", R"p(
{
 "cells": [
  {
   "cell_type": "code",
   "source": [
    "import os\n",
    "os.environ['JWT_SECRET_KEY'] = '{{random:alnum:26:12103}}'\n",
    "from app import create_app"
   ],
   "metadata": {}, "outputs": []
  }
 ],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5
}
)p"},
    {"jwt.secret*", R"p(
{
 "cells": [
  {
   "cell_type": "code",
   "source": "key = 'whole-{{random:alnum:16:12104}}'\nimport jwt",
   "metadata": {}, "outputs": []
  },
  {
   "cell_type": "code",
   "source": "jwt.decode(t, key, algorithms=['HS256'], audience='x', issuer='y')",
   "metadata": {}, "outputs": []
  }
 ],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["Never do `jwt.encode(p, 'hard-coded-secret')`.\n"]},
  {"cell_type": "code", "metadata": {}, "outputs": [{"text": ["SECRET = 'printed-not-written'\n"]}],
   "source": ["import os, jwt\n", "token = jwt.encode({\"sub\": \"a\"}, os.environ[\"JWT_SECRET\"])\n"]}
 ],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5
}
)p"},
};

}  // namespace

TEST(Notebooks, AreSeen) { ExpectSeen(kWrong); }

TEST(Notebooks, OfGoodKindAreQuiet) { ExpectQuiet(kRight); }

TEST(Notebooks, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

TEST(Notebooks, TellWhereInTheDocumentASecretStands) {
  const std::string text = ExpandPlaceholders(kWrong[0].text);
  const auto events = code::TextReading(text).Events();
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(text.substr(events[0].begin, events[0].end - events[0].begin), events[0].secret);
}

}  // namespace packrake
