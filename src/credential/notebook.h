#ifndef PACKRAKE_CREDENTIAL_NOTEBOOK_H_
#define PACKRAKE_CREDENTIAL_NOTEBOOK_H_

#include <optional>
#include <string_view>

#include "credential/code_slices.h"

namespace packrake::code {

/// The program in a Jupyter notebook (.ipynb: JSON with "cells"): the sources of its code cells, their escapes undone,
/// in order, with the place of each piece. Nothing for another text, and for a notebook without code. What was printed
/// and the text between is left out. Linear.
/// Source: the notebook format, nbformat 4; "input" instead of "source" in version 3.
std::optional<TextSlice> CodeOfNotebook(std::string_view text);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_NOTEBOOK_H_
