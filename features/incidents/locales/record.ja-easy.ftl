# Words of the record of an incident: facts and timeline.

# The top of the pages inside an incident
record-tabs = この｜事案《じあん》の中
record-tab-work = すること
record-tab-facts = わかったこと
record-tab-duties = いつまでに｜伝《つた》えるか
record-tab-evidence = ｜証拠《しょうこ》
record-tab-documents = ｜報告書《ほうこくしょ》
record-tab-timeline = ｜経過《けいか》
record-incident-name = ｜事案《じあん》 { $number }　{ $title }
record-what = ：{ $what }
record-by-program = ｜自動《じどう》

# Facts
record-facts-title = わかったこと
record-facts-count = 書いたこと{ $written }こ（｜確《たし》かめた{ $confirmed }こ）。あと{ $blank }こ書きます
record-editions = IPAの手引き
record-edition-newer = 新しいもの
record-edition-older = 前のもの
record-ten = 書く10のこと
record-ten-other = もう一つの｜版《はん》にだけあること
record-class-damage = こまったこと
record-class-technical = ｜機械《きかい》と｜原因《げんいん》
record-class-response = したこと・｜連絡《れんらく》
record-class-other = ファイルから入れたこと
record-not-written = まだ書いていません
record-not-written-count = まだ書いていない{ $count }こを見る
record-change = ｜変《か》える
record-write = 書く
record-history = 前に書いたこと
record-as-of = { $when }のとき
record-source-is = どこから：{ $source }
record-written = 書いた人：{ $who }　{ $at }
record-certainty-confirmed = ｜確《たし》か
record-certainty-suspected = たぶん
record-certainty-unknown = わからない
record-fact-saved = 「{ $name }」を書きました

# Writing a fact
record-certainty = どのくらい｜確《たし》かですか
record-certainty-confirmed-hint = だれかが見て、｜確《たし》かめました
record-certainty-suspected-hint = まだ｜確《たし》かめていません
record-certainty-unknown-hint = 何も書かなくていいです
record-certainty-missing = ｜確《たし》かさを｜選《えら》んでください
record-value = 書くこと
record-value-more = ほかに書くこと
record-value-hint = わかることだけ書いてください。
record-value-missing = 書くか、「わからない」を｜選《えら》んでください
record-value-time = 時間がわかりません。「今日7:20ごろ」と書きます。「わからない」なら、ことばも｜残《のこ》ります
record-value-number = 数字で書いてください。「3200人」と書けます
record-choices = ｜選《えら》ぶ
record-choice-none = どれも｜選《えら》ばない
record-as-of-field = いつのことですか
record-as-of-hint = 「今日7:20ごろ」のように書けます。書かないと、今の時間です。
record-source = どこから聞きましたか
record-source-hint = 聞いた人や、見たものです。
record-fact-save = これで書く
record-fact-save-mine = 自分のことばで書く
record-fact-history = 前に書いたこと
record-too-long = { $max }文字までにしてください

# Two at once
record-conflict-title = { $who }が{ $at }に｜変《か》えました
record-conflict-now = 今はこうなっています。
record-conflict-yours = あなたの文は下にあります。まだ書いていません。
record-keep-theirs = 書かないで、もどる

# Times
record-time-empty = 時間を書くか、「｜不明《ふめい》」と書いてください
record-time-long = 時間は{ $max }文字までです
record-time-unclear = 時間がわかりません。「今日7:20ごろ」と書きます
record-time-left-over = 「{ $text }」は時間ではありません
record-time-no-day = { $month }月{ $day }日はありません
record-time-no-time = { $time }という時間はありません
record-time-backwards = ｜終《お》わりが、｜始《はじ》まりより前です
record-time-far = 年を｜確《たし》かめてください

# Timeline
record-timeline-title = ｜経過《けいか》
record-entry-happening = あったこと
record-entry-action = したこと
record-entry-call = 電話・話
record-entry-decision = ｜決《き》めたこと
record-entry-message = ｜連絡《れんらく》
record-line = あったことを1行で書く
record-line-hint = 「今日7:20ごろ」のように書けます。書かないと、今の時間です。
record-line-save = 書く
record-time-ahead = まだ来ていない｜時刻《じこく》です。｜日付《ひづけ》か時刻をなおしてください
record-line-empty = 時間の後に、あったことを書いてください
record-line-added = { $when }に書きました：{ $line }
record-line-guessed = { $when }に書きました：{ $line }。ちがえば直してください
record-line-unread = 時間がわからず{ $when }としました：{ $line }
record-line-correct = 直す
record-line-corrected = 直しました。前の文も｜残《のこ》っています
record-lines-count = { $count }こ
record-lines-none = 何もありません
record-lines-none-hint = 上に1行で書いてください。
record-lines-none-filter = ほかのことばで｜探《さが》してください。
record-automatic = ｜自動《じどう》
record-corrections = { $count }回直した
record-correct = 直す
record-kind = ｜種類《しゅるい》
record-filter-text = ことば
record-filter-all = ｜全部《ぜんぶ》
record-filter-who = 書いた人
record-filter-typed = 人が書いたものだけ
record-filter = しぼる
record-filter-clear = ｜全部《ぜんぶ》見る

# The file for spreadsheet programs
record-csv = CSVファイルにする
record-csv-name = ｜事案《じあん》{ $number }_｜経過《けいか》.csv
record-csv-time = いつ
record-csv-precision = 時間の｜確《たし》かさ
record-csv-kind = ｜種類《しゅるい》
record-csv-text = ｜内容《ないよう》
record-csv-by = 書いた人
record-csv-written = 書いた時間
record-csv-corrections = 直した回数
record-precision-exact = 分まで
record-precision-about = だいたい
record-precision-day = 日まで
record-precision-range = いつからいつまで
record-precision-unknown = わからない

# Correcting a line
record-correct-title = 書いたことを直す
record-correct-lead = 前の文も｜残《のこ》ります。
record-time = いつ
record-time-hint = 「今日7:20ごろ」「｜不明《ふめい》」のように書けます。
record-text = あったこと
record-text-missing = あったことを書いてください
record-reason = 直すわけ
record-reason-hint = 「時間をまちがえた」のように書きます。
record-reason-missing = 直すわけを書いてください
record-reason-is = わけ：{ $reason }
record-correct-save = 直したことを書く
record-correct-save-mine = 自分のことばで直す
record-correct-history = 前の文と、直した文
record-first-text = 前の文
