#ifndef CUSTOS_CLIBZIP_SHIM_H
#define CUSTOS_CLIBZIP_SHIM_H

#include <zip.h>

#endif
