/* What has to be C around lexbor's tokenizer. */
#include <stdlib.h>

#include <lexbor/dom/interfaces/node.h>
#include <lexbor/html/tokenizer.h>
/* The table of named references is static there, half a megabyte; compiled together with its other user it exists once. */
#include <lexbor/html/tokenizer/state.c>

/* lexbor's attribute interface, which the tokenizer needs for its table of names, also holds functions of the DOM that call these two.
 * hansift uses the tokenizer alone, so they are never reached; with them the rest of lexbor need not be built. */
lxb_status_t lxb_dom_node_interface_copy(lxb_dom_node_t* to, const lxb_dom_node_t* from, bool is_attribute)
{
    (void) to;
    (void) from;
    (void) is_attribute;
    abort();
}

lxb_dom_node_t* lxb_dom_node_interface_destroy(lxb_dom_node_t* node)
{
    (void) node;
    abort();
}

/* The longest named reference at the start of text (behind '&'): its length, 0 if there is none. lexbor's table is not valid C++. */
size_t hansift_lexbor_find_reference(const unsigned char* text, size_t size, const char** value, size_t* value_size)
{
    const lexbor_sbst_entry_static_t* const table = lxb_html_tokenizer_res_entities_sbst;
    const lexbor_sbst_entry_static_t* entry = &table[1];
    size_t i, found = 0;

    for (i = 0; i < size; i++) {
        entry = lexbor_sbst_entry_static_find(table, entry, text[i]);
        if (entry == NULL) {
            break;
        }
        if (entry->value != NULL) {
            *value = entry->value;
            *value_size = entry->value_len;
            found = i + 1;
        }
        entry = &table[entry->next];
        if (entry == table) {
            break;
        }
    }
    return found;
}
