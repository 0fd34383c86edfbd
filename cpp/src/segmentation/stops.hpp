#pragma once

// Terminators of Arabic, Indic and other scripts, which the sweep of events.hpp leaves out: their first bytes begin every letter of these
// scripts, too.

#include "segmentation/events.hpp"

namespace hansift::segmentation {

/// Adds them to the events of a paragraph that begins in such a script: within its first 64 bytes. Linear.
void add_stops(Paragraph& paragraph);

}  // namespace hansift::segmentation
