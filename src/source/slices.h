#ifndef PACKRAKE_SOURCE_SLICES_H_
#define PACKRAKE_SOURCE_SLICES_H_

#include <cstddef>
#include <string_view>

#include "packrake/blob.h"
#include "packrake/source.h"

namespace packrake {

/// Gives `blob` to `sink` whole, or, when it has more than kSliceSize bytes, in slices of that size of which each
/// begins kSliceOverlap before the end of the one before it, and which have neither derivation nor memo.
void AcceptInSlices(const Blob& blob, BlobSink& sink);

/// The text of a commit or tag object in its two parts: headers up to the empty line, and the message behind it. Lines
/// are counted from 1 in each.
struct ObjectParts {
  Blob header;
  Blob message;  ///< without bytes when there is none
};
/// REQUIRES: `type` is commit or tag.
ObjectParts PartsOf(const ObjectId& id, ObjectType type, std::string_view bytes);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_SLICES_H_
