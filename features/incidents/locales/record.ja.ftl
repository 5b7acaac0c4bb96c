# Words of the record of an incident: facts and timeline.

# The top of the pages inside an incident
record-tabs = この事案の中
record-tab-work = 対応
record-tab-facts = 事実
record-tab-duties = 届出と期限
record-tab-evidence = 証拠
record-tab-documents = 報告書
record-tab-timeline = 経過
record-incident-name = 事案 { $number }　{ $title }
record-what = ：{ $what }
record-by-program = 自動の記録

# Facts
record-facts-title = 事実
record-facts-count = 事実{ $written }件（うち確認済{ $confirmed }件）。まだ書いていない項目は、あと{ $blank }件
record-editions = IPAの手引き
record-edition-newer = 新しい版
record-edition-older = 旧い版
record-ten = 書きとめる10のこと
record-ten-other = もう一方の版にだけある項目
record-class-damage = 被害と影響
record-class-technical = 機器と原因
record-class-response = したこと・連絡
record-class-other = 取り込んだ項目
record-not-written = まだ書いていません
record-not-written-count = まだ書いていない{ $count }件も見る
record-change = 変える
record-write = 書く
record-history = 履歴
record-as-of = { $when }の時点
record-source-is = 出どころ：{ $source }
record-written = 記入：{ $who }　{ $at }
record-certainty-confirmed = 確認済
record-certainty-suspected = 疑い
record-certainty-unknown = 不明
record-fact-saved = 「{ $name }」を記録しました

# Writing a fact
record-certainty = 確かさ
record-certainty-confirmed-hint = だれかが自分の目や記録で確かめました
record-certainty-suspected-hint = まだ確かめていません
record-certainty-unknown-hint = 内容は空のままでかまいません
record-certainty-missing = 確かさを選んでください
record-value = 内容
record-value-more = ほかの内容・補足
record-value-hint = わかっていることだけを書いてください。
record-value-missing = 内容を書くか、確かさで「不明」を選んでください
record-value-time = 時刻として読めません。「11月20日 16:00」のように書くか、「不明」を選んでください。不明なら、書いた言葉も残ります
record-value-number = 0から100億までの数字で書いてください。例：3,200、約3,200人
record-choices = 選ぶ
record-choice-none = どれも選ばない
record-as-of-field = いつの時点のことですか
record-as-of-hint = 「今日7:20ごろ」「昨日の夕方」のように書けます。書かなければ、いまの時刻になります。
record-source = 出どころ
record-source-hint = 聞いた人、見た画面や記録です。
record-fact-save = この内容で記録する
record-fact-save-mine = 自分の内容で記録する
record-fact-history = これまでの記入
record-too-long = { $max }文字までにしてください

# Two at once
record-conflict-title = { $who }が{ $at }に先に書き換えました
record-conflict-now = いまの内容は次のとおりです。
record-conflict-yours = あなたの文は、下にそのまま残っています。読み比べて、必要ならもう一度記録してください。
record-keep-theirs = 自分の内容は記録しないで戻る

# Times
record-time-empty = 時刻を書いてください。わからなければ「不明」と書きます
record-time-long = 時刻は{ $max }文字までにしてください
record-time-unclear = 時刻を読めません。「今日7:20ごろ」「11月19日」のように書いてください
record-time-left-over = 「{ $text }」は時刻として読めません。時刻だけを書いてください
record-time-no-day = { $month }月{ $day }日はありません。日付を確かめてください
record-time-no-time = { $time }という時刻はありません。時刻を確かめてください
record-time-backwards = 終わりが始まりより前です。順番を確かめてください
record-time-far = 遠すぎる日付です。年を確かめてください

# Timeline
record-timeline-title = 経過
record-entry-happening = 出来事
record-entry-action = 行動
record-entry-call = 電話・面談
record-entry-decision = 判断
record-entry-message = 連絡
record-line = 起きたこと・したことを1行で書く
record-line-hint = 時刻は「今日7:20ごろ」「昨日の夕方」のように書けます。書かなければ、いまの時刻になります。
record-line-save = 記録する
record-time-ahead = これから先の時刻になっています。日付か時刻を直してください
record-line-empty = 起きたことを、時刻のあとに書いてください
record-line-added = { $when }のこととして記録しました：{ $line }
record-line-guessed = { $when }のこととして記録しました：{ $line }。違うときは訂正してください
record-line-unread = 時刻を読めないため、{ $when }のこととして記録しました：{ $line }
record-line-correct = この行を訂正する
record-line-corrected = 訂正しました。はじめの文も残っています
record-lines-count = 記録 { $count }件
record-lines-none = あてはまる記録はありません
record-lines-none-hint = 気づいたことを、上の欄に1行で書いてください。
record-lines-none-filter = しぼり方を変えてください。
record-automatic = 自動の記録
record-corrections = 訂正{ $count }回
record-correct = 訂正する
record-kind = 種類
record-filter-text = ことば
record-filter-all = すべて
record-filter-who = 書いた人
record-filter-typed = 人が書いたものだけ
record-filter = しぼる
record-filter-clear = しぼらない

# The file for spreadsheet programs
record-csv = CSVで書き出す
record-csv-name = 事案{ $number }_経過.csv
record-csv-time = 日時
record-csv-precision = 時刻の正確さ
record-csv-kind = 種類
record-csv-text = 内容
record-csv-by = 記入者
record-csv-written = 書いた日時
record-csv-corrections = 訂正の回数
record-precision-exact = 分まで
record-precision-about = ごろ
record-precision-day = 日まで
record-precision-range = 期間
record-precision-unknown = 不明

# Correcting a line
record-correct-title = 経過を訂正する
record-correct-lead = はじめに書いた文も、履歴として残ります。
record-time = 日時
record-time-hint = 「今日7:20ごろ」「昨日の夕方」「不明」のように書けます。
record-text = 内容
record-text-missing = 起きたことを書いてください
record-reason = 訂正する理由
record-reason-hint = 「時刻を聞き間違えた」のように書きます。
record-reason-missing = 訂正する理由を書いてください
record-reason-is = 理由：{ $reason }
record-correct-save = 訂正を記録する
record-correct-save-mine = 自分の訂正を記録する
record-correct-history = はじめの文と訂正
record-first-text = はじめの文
