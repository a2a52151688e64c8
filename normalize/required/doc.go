// Package required tells which fields of a CRM are mandatory, from what an administrator can save: answers of the CRM's
// API about its fields, exports of field lists, or a plain list of names.
//
// A mandatory field that an integration does not fill stops it: on the contact no record is created or updated, on the
// task, call or ticket nothing is logged at all. Whether a flag in such a file really stops a program depends on the CRM,
// on the object and on the version of the API. What is known of that stands in data/*.toml, with source and date; what
// nobody published is [LevelUnknown], not a guess.
//
// [Read] recognises a file by its content and gives a [Schema]. [Match] finds its fields in the header of an export,
// [Filler] tells values that were typed only to satisfy a mandatory field, and [Sample] whether a column's values are
// nearly all different, so that they must not be copied to another record.
//
// The package is pure: bytes and values in, values out. It keeps no part of a file but names, labels and options of
// fields.
package required
