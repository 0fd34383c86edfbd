/* What has to be C around lexbor's tokenizer. */
#include <stdlib.h>
#include <string.h>

#include <lexbor/dom/interfaces/attr.h>
#include <lexbor/html/tokenizer.h>
/* Values of attributes are read where they stand in the source, so those of this file (in quotes) are not copied. */
#include <lexbor/html/tokenizer/state.h>
#undef lxb_html_tokenizer_state_set_value_m
#define lxb_html_tokenizer_state_set_value_m(tkz) ((void) 0)
/* The table of named references is static there, half a megabyte; compiled together with its other user it exists once. */
#include <lexbor/html/tokenizer/state.c>
#include <lexbor/html/tokenizer/state_rawtext.h>
#include <lexbor/html/tokenizer/state_script.h>

/* lexbor looks up the name of each attribute in a table, and enters new ones. Nobody asks for them: names, too, are read where they stand in the
 * source. So all attributes are one to it, and its attribute interface, with the parts of the DOM behind it, need not be built. */
static const lxb_dom_attr_data_t nameless;

lxb_dom_attr_data_t* lxb_dom_attr_local_name_append(lexbor_hash_t* hash, const lxb_char_t* name, size_t length)
{
    (void) hash;
    (void) name;
    (void) length;
    return (lxb_dom_attr_data_t*) &nameless;  /* lexbor does not write to it */
}

const lxb_dom_attr_data_t* lxb_dom_attr_data_by_local_name(lexbor_hash_t* hash, const lxb_char_t* name, size_t length)
{
    return lxb_dom_attr_local_name_append(hash, name, length);
}

const lxb_dom_attr_data_t* lxb_dom_attr_data_by_id(lexbor_hash_t* hash, lxb_dom_attr_id_t id)
{
    (void) hash;
    (void) id;
    return &nameless;
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

/* Where in data the next "</NAME" or, if asked for, "<!--" stands; end if there is none. NAME is in lower case. */
static const lxb_char_t* find_end_tag(const lxb_char_t* data, const lxb_char_t* end, const char* name, size_t size, bool comments)
{
    const lxb_char_t* at = data;

    while ((at = memchr(at, '<', (size_t) (end - at))) != NULL) {
        const size_t left = (size_t) (end - at);
        size_t i = 0;

        if (comments && left >= 4 && memcmp(at, "<!--", 4) == 0) {
            return at;
        }
        if (left >= size + 2 && at[1] == '/') {
            while (i < size && (at[2 + i] | 0x20) == (lxb_char_t) name[i]) {
                i++;
            }
            if (i == size) {
                return at;
            }
        }
        at++;
    }
    return end;
}

/* The text of scripts and styles is never looked at, only where it ends; lexbor would copy it byte by byte. These two stand before lexbor's own
 * states and pass over what can change nothing there, but for one byte, since lexbor tells of no empty text. What never ends is left to lexbor. */
static const lxb_char_t* before_end_tag(const lxb_char_t* data, const lxb_char_t* stop, const lxb_char_t* end)
{
    return stop == end || stop == data ? data : stop - 1;
}

static const lxb_char_t* hurry_script(lxb_html_tokenizer_t* tkz, const lxb_char_t* data, const lxb_char_t* end)
{
    const lxb_char_t* const stop = find_end_tag(data, end, "script", 6, true);

    data = lxb_html_tokenizer_state_script_data_before(tkz, data, end);
    return tkz->is_eof ? data : before_end_tag(data, stop, end);
}

static const lxb_char_t* hurry_style(lxb_html_tokenizer_t* tkz, const lxb_char_t* data, const lxb_char_t* end)
{
    const lxb_char_t* const stop = find_end_tag(data, end, "style", 5, false);

    data = lxb_html_tokenizer_state_rawtext_before(tkz, data, end);
    return tkz->is_eof ? data : before_end_tag(data, stop, end);
}

/* To be called when the tokenizer's state was set for what follows the start tag. */
void hansift_lexbor_hurry(lxb_html_tokenizer_t* tkz, lxb_tag_id_t tag)
{
    if (tag == LXB_TAG_SCRIPT && tkz->state == lxb_html_tokenizer_state_script_data_before) {
        tkz->state = hurry_script;
    }
    else if (tag == LXB_TAG_STYLE && tkz->state == lxb_html_tokenizer_state_rawtext_before) {
        tkz->state = hurry_style;
    }
}
