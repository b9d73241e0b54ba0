package generator

// What a starter says to its new owner. Everything but the exam is optional, so examples are comments.

const planHead = `# When you can study, and what with. Change every line that is not true for you; all of it is optional.

# start = YYYY-MM-DD              # leave out: the day of your first log entry, or today
# exam_date = YYYY-MM-DD          # leave out: the plan proposes a date and says why
# booked = true

# Hours that are really free: "19:00-20:30", or "90m" if only the length is certain, or several in a list.
# A day that is not listed has no study.
`

const planTail = `
# Days on which nothing is planned:
# [[away]]
# from = YYYY-MM-DD
# to = YYYY-MM-DD

# The exam entry you paid for:
# [voucher]
# expires = YYYY-MM-DD
# refund_until = YYYY-MM-DD       # the last day on which not being ready costs nothing

# Who helps, and when you talk:
# [[person]]
# name = "..."
# role = "mentor"
# checkin = "sun 18:00"

# A block of your own; with pin = true it stays where it is, whatever is planned around it:
# [[block]]
# date = YYYY-MM-DD
# start = "10:00"
# minutes = 90
# kind = "lab"                    # read | video | lab | practice | review | simulation
# pin = true
`

const firstAttempt = `# Your score reports, oldest first. Copy what the paper says and leave out what it does not say: an empty
# place is better than a guess. Take away the # in front of the lines that you fill in.
#
# [[attempt]]
# date = YYYY-MM-DD
# result = "fail"                 # fail | pass | void | no-show
# score = { form = "scaled", value = ... }          # scaled | percent | points | raw | none
# minutes_used = ...              # of the time there was
# unanswered = ...                # questions left open
# studied = "40h"                 # before this attempt; a rough figure is good enough
#
# If the report lists objectives with wrong answers:
# objectives = { missed = ["1.2", "2.4"] }
#
# If it says something about each domain, one line each, as percent, level, bar, rank, scaled, right and of,
# points and of, or stars and of:
# section = [
#   { domain = 1, level = "below" },
#   { domain = 2, level = "near" },
# ]
#
# What you hold to be the reasons, from 0 (not at all) to 3 (the main one). The site sets each beside the data.
# causes = { study_time = 1, coverage = 0, one_source = 2, hands_on = 2, out_of_time = 3, anxiety = 1, misreading = 0, second_guessing = 0 }
`

const firstEntries = `# What you did, in the order in which it happened. Only ever add at the end: past weeks then stay as they
# were. Take away the # in front of the lines that you fill in.
#
# [[session]]                     # time spent
# date = YYYY-MM-DD
# domain = 1
# kind = "read"                   # read | video | lab | practice | review | simulation
# minutes = 50
#
# [[practice]]                    # a set of questions
# date = YYYY-MM-DD
# domain = 1                      # or objective = "1.2"
# right = ...
# of = ...
# source = "..."                  # where the questions are from
# conditions = "timed"            # timed | open
# guessed = ...                   # of those right, how many by luck
#
# [[miss]]                        # one question that went wrong, and why
# date = YYYY-MM-DD
# objective = "1.2"
# why = "concept"                 # concept | term | misread | reasoning | guess | time | changed
# confident = true                # it felt sure, and was wrong
# lucky = true                    # or: it was right, but by luck
# cleared = [YYYY-MM-DD]          # right again; two later days close it
#
# [[simulation]]                  # a whole exam in one sitting, with questions you have not seen
# date = YYYY-MM-DD
# source = "..."
# form = "1"                      # the same source and form again is shown, never counted
# right = ...
# of = ...
# minutes = ...
# timed = true
# closed_book = true
# unanswered = ...
# anxiety = ...                   # 0 to 10, before the start
# changes = { right = ..., wrong = ..., same = ... }         # answers changed: to right, to wrong, wrong to wrong
#
# [[checkin]]                     # a talk with somebody who helps
# date = YYYY-MM-DD
# person = "..."
`
