#include "packrake/scan.h"
