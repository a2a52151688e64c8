// Package audit goes through the checklist of a telephony integration with what an admin can export or read off a
// screen: plans, users, formats, numbers and IVRs, fields, and, where calls are given, what happens to each of them and why.
//
// Every check passes, fails, rests on a word of the user that nothing verifies (declared), or could not be made; then the
// result names the file that would allow it. Nothing is guessed: what nobody published about an integration is said to be
// unknown.
//
// [Run] reads the files and gives a [Result]; rows about single calls go to a [Sink] as they are found, so that memory grows
// with the calls (some 40 bytes each) and with the distinct numbers of calls and contacts (some 30 bytes each), not with the columns of the
// contacts. A number in a field that is not read costs another 24 bytes, and every record id 8 while the contacts are surveyed.
package audit
