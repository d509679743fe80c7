#ifndef CUSTOS_CLIBXML2_SHIM_H
#define CUSTOS_CLIBXML2_SHIM_H

#include <stddef.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/dict.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlerror.h>

/* Declared by string.h only where _GNU_SOURCE is defined, which Swift's module of it does not. */
extern void *memrchr(const void *bytes, int byte, size_t count);

/* Frees what the library made; its own xmlFree is a variable, which Swift does not read safely. */
static inline void custosFreeXML(void *memory) { xmlFree(memory); }

#endif
