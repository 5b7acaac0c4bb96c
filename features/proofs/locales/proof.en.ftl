proof-entry-title = Entry { $number } of the log
proof-entry-back = Back to the company's log
proof-entry-who = Who
proof-entry-when = When
proof-entry-leaf = Hash of this entry
proof-entry-about = See all entries about the same thing
proof-entry-proof = Proof file
proof-entry-sealed = This entry is covered by the checkpoint over { $size } entries. Whoever changes it later breaks the checkpoint.
proof-entry-save = Save the proof file
proof-entry-proves = It shows that this entry was in the log and has not changed since.
proof-entry-holds = The file holds numbers and hashes. It holds no names and no texts.
proof-entry-without-us = It can be checked without this system: with "hikeshi proof verify", or with any other tool that reads C2SP tlog-proof.
proof-entry-verify = Check on the public page that the checkpoint covers this entry
proof-entry-keys = The public key with which the proof is checked
proof-entry-open-title = It cannot be proved yet
proof-entry-open = This entry could not be brought under a checkpoint. Please tell the administrator. The entry itself is kept.
proof-others = Who else vouches for it
proof-alarm-title = A contradiction was found in the log
proof-alarm = The administrator is looking into it. Please ask the administrator for more.
proof-keepers = Who holds our checkpoint
proof-keepers-none = Nobody else holds it yet.
proof-keeper = Up to { $size } entries, handed over { $when }.
proof-stamp = Time-stamp
proof-stamped = { $authority } vouched for the time: { $when }.
proof-stamped-size = It covers { $size } entries.
proof-stamped-unchecked = Its signature has not been checked.
proof-unstamped = Not yet stamped
proof-unstamped-since = Waiting since { $when }.
proof-stamps-off = Time-stamps are not in use.
proof-sealed-title = How far the records are sealed
proof-sealed-lead = Whoever changes a record breaks the checkpoint. The more places hold it, the surer it is.
proof-sealed-until = Sealed records
proof-sealed-last = The records of this company are sealed up to entry { $number } ({ $when }).
proof-sealed-none = This company has no records yet.
proof-sealed-size = The whole system has { $size } entries.
proof-keep = Keep the checkpoint yourself
proof-keep-why = If your company and its provider use the same machine, keep the checkpoint outside of it. You can compare it with the log later.
proof-keep-act = Save the checkpoint
proof-keep-mail = President and officer get the checkpoint by mail once a month. Please keep those mails.
proof-verify-link = Compare a checkpoint that you kept
proof-trail-link = Open the administrator's page about the log
proof-verify-title = Check a checkpoint
proof-verify-lead = Tells whether the checkpoint on your paper or in your file belongs to the log of this system. What is in the log is not shown.
proof-verify-size = Number of entries
proof-verify-root = Checkpoint
proof-verify-entry = Number of the entry
proof-verify-leaf = Hash of that entry
proof-verify-leaf-hint = At least the first 16 characters.
proof-verify-act = Check
proof-verify-limits = This answer comes from this system. To check independently, use the proof file and the public key.
proof-found-unreadable = It cannot be read. Please give the number in digits, and the checkpoint as it stands on the paper.
proof-found-larger = This checkpoint covers more entries than the log has now. It belongs to another system, or the log was set back.
proof-found-other = This checkpoint does not fit the log of this system.
proof-found-checkpoint = This checkpoint belongs to the log of this system. The log of today goes on from it.
proof-found-entry = This checkpoint covers the entry. The log of today goes on from it.
proof-found-no-entry = The checkpoint fits, but there is no such entry under that number.
proof-mail-subject = Checkpoint of the log ({ $company })
proof-mail-body =
    The records of { $company } were sealed by this checkpoint on { $at }:

    { $note }

    Please keep this mail. If records are changed later, they no longer fit this checkpoint.
    { $link }
