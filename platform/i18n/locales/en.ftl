# Words for dates, times and durations.

time-weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
time-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
time-date = { $weekday } { $day } { $month-name } { $year }
time-date-this-year = { $weekday } { $day } { $month-name }
time-date-time = { $date }, { $time }
time-about = about { $when }
time-range = { $from } to { $until }
time-unknown = unknown
time-under-a-minute = less than a minute
time-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
time-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
time-hours-minutes = { $hours } h { $minutes } min
time-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
time-days-hours = { $days } d { $hours } h
time-left = { $span } left
time-over-just = just overdue
time-over = { $span } overdue
