# Words for dates, times and durations. Years are numbers without grouping.

time-weekday = { $day ->
    [1] 月
    [2] 火
    [3] 水
    [4] 木
    [5] 金
    [6] 土
   *[7] 日
}
time-month = { $month }月
time-date = { $year }年{ $month-name }{ $day }日（{ $weekday }）
time-date-this-year = { $month-name }{ $day }日（{ $weekday }）
time-date-time = { $date }{ $time }
time-about = { $when }ごろ
time-range = { $from }〜{ $until }
time-unknown = 不明
time-under-a-minute = 1分未満
time-minutes = { $minutes }分
time-hours = { $hours }時間
time-hours-minutes = { $hours }時間{ $minutes }分
time-days = { $days }日
time-days-hours = { $days }日{ $hours }時間
time-left = あと{ $span }
time-over-just = 期限を過ぎたところ
time-over = 期限を{ $span }過ぎた
