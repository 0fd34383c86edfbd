#pragma once

// The room's part of the rule catalogue.

#include "hansift/trace.hpp"

namespace hansift::extraction {

// What happens to the characters of text that stays.
extern const Rule rule_markup;       ///< markup between and around text
extern const Rule rule_reference;    ///< character references
extern const Rule rule_space;        ///< white space
extern const Rule rule_ill_formed;   ///< bytes that are no UTF-8

// Why a piece of the page is not in the text.
extern const Rule drop_navigation;
extern const Rule drop_related;
extern const Rule drop_share;
extern const Rule drop_copyright;
extern const Rule drop_metadata;
extern const Rule drop_title;
extern const Rule drop_duplicate_title;
extern const Rule drop_caption;
extern const Rule drop_byline;
extern const Rule drop_advertisement;
extern const Rule drop_script;
extern const Rule drop_style;
extern const Rule drop_hidden;
extern const Rule drop_comment;
extern const Rule drop_list_page;
extern const Rule drop_form;
extern const Rule drop_embedded;
extern const Rule drop_ruby;
extern const Rule drop_markup_comment;
extern const Rule drop_footer;
extern const Rule drop_outside;
extern const Rule drop_post;
extern const Rule drop_site;
extern const Rule drop_mark;
// Flags: dates that are not certain.
extern const Rule date_relative;
extern const Rule date_ambiguous;
extern const Rule date_updated;

}  // namespace hansift::extraction
