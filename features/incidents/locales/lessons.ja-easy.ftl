# Recovery, lessons, closing.
lessons-tab = ｜元《もと》に｜戻《もど》す
lessons-title = ｜元《もと》に｜戻《もど》す・もう｜起《お》こさない
lessons-saved = 書きました。
lessons-kind = どちらですか
lessons-kind-missing = どちらかをえらんでください。
lessons-kind-restore = ｜元《もと》に｜戻《もど》す仕事
lessons-kind-restore-about = 使えるように｜戻《もど》す仕事です。
lessons-kind-restore-none = まだありません。なければ、「｜確《たし》かめた」と書きます。
lessons-kind-prevention = もう｜起《お》こさないためにすること
lessons-kind-prevention-about = だれが、いつまでにするか決めます。
lessons-kind-prevention-none = まだありません。小さいことでいいです。
lessons-what = すること
lessons-what-hint = ｜例《れい》：パスワードを｜変《か》える
lessons-title-missing = することを書いてください。
lessons-owner = する人
lessons-owner-hint = 1人の名前を書きます。
lessons-owner-is = する人：{ $who }
lessons-owner-none = する人がいません
lessons-due = いつまで
lessons-due-is = { $day }まで
lessons-due-none = いつまでか｜決《き》まっていません
lessons-due-unclear = 2026/12/10のように書いてください。
lessons-note = メモ
lessons-note-hint = どうやって｜確《たし》かめますか。
lessons-too-long = 長いです。{ $max }文字までです。
lessons-state-open = これから
lessons-state-late = おくれています
lessons-state-loose = だれが、いつまで？
lessons-state-done = 終わった
lessons-done-by = { $at }　{ $who }
lessons-done = 終わった
lessons-undo = まだです
lessons-change = なおす
lessons-write = 書く
lessons-learned = なぜ｜起《お》きたか、学んだこと
lessons-add = ふやす
lessons-add-link = ここにふやす
lessons-add-act = ふやす
lessons-save = のこす
lessons-save-mine = 自分の｜文《ぶん》をのこす
lessons-keep-theirs = 今のままにする
lessons-conflict = ほかの人が、先になおしました
lessons-conflict-now = 今は、こうなっています。
lessons-conflict-yours = あなたの｜文《ぶん》は、下にあります。
lessons-read-only = あなたは、読むだけです。
lessons-left = あと{ $count }こあります
lessons-ready = ぜんぶできました
lessons-see-left = のこりを見る
lessons-to-close = ｜閉《と》じるページへ
lessons-next = ｜元《もと》に｜戻《もど》して、｜閉《と》じる
lessons-next-why = することは終わりました。のこりを書きます。
lessons-next-open = 書く
lessons-next-confirm = 2人目が見て、｜閉《と》じる
lessons-next-confirm-why = 1人目が｜閉《と》じました。ほかの人が見ます。
lessons-next-confirm-open = ｜中《なか》を見る
lessons-close-title = おわりにする
lessons-closed-title = おわっています
lessons-closed-text = 読めます。書けません。
lessons-closed-note = おわっています。書くときは、もう一度開きます。
lessons-closed-link = もう一度開く
lessons-level-missing = 先に、レベルを｜決《き》めてください
lessons-needs-history = 前の｜記録《きろく》です。そのまま｜閉《と》じられます
lessons-need-met = できた
lessons-need-later = このあと
lessons-need-left = あと{ $count }こ
lessons-need-open = まだ
lessons-close = おわりにする
lessons-close-who = ｜社長《しゃちょう》や｜責任者《せきにんしゃ》が｜閉《と》じます。
lessons-close-later = のこりが終わると、｜閉《と》じられます。
lessons-two-persons = レベル3は、2人で｜閉《と》じます。
lessons-close-note = 書いておくこと
lessons-close-note-hint = なぜ｜閉《と》じますか。
lessons-close-act = おわりにする
lessons-close-first = 1人目として｜閉《と》じる
lessons-second = 2人目が見る
lessons-first-was = { $at }　1人目の{ $who }が「｜閉《と》じたい」と言いました。
lessons-same-person = 2人目は、ほかの人です。ほかの人に｜頼《たの》んでください。
lessons-nobody-of-company = 1人は、会社の人です。会社の人に｜頼《たの》んでください。
lessons-confirm-act = 見ました。｜閉《と》じる
lessons-withdraw-act = やめて、｜続《つづ》ける
lessons-reopen = もう一度開く
lessons-reopen-why = なぜ、もう一度開きますか
lessons-reopen-why-hint = 1つの｜文《ぶん》で書きます。
lessons-reason-missing = なぜかを書いてください。
lessons-reopen-act = もう一度開く
lessons-acts = ｜記録《きろく》
lessons-close-conflict = ほかの人が、先にしました
lessons-close-conflict-yours = あなたの｜文《ぶん》です。
lessons-line-restore-done = ｜元《もと》に｜戻《もど》した：{ $title }
lessons-line-restore-open = まだ終わっていない：{ $title }
lessons-line-prevention-done = 終わった：{ $title }
lessons-line-prevention-open = まだ終わっていない：{ $title }
lessons-line-proposed = 1人目が「｜閉《と》じたい」と言った
lessons-line-proposed-because = 1人目が「｜閉《と》じたい」と言った：{ $note }
lessons-line-closed = ｜閉《と》じた
lessons-line-closed-because = ｜閉《と》じた：{ $note }
lessons-line-confirmed = 2人目が見て｜閉《と》じた
lessons-line-confirmed-because = 2人目が見て｜閉《と》じた：{ $note }
lessons-line-withdrawn = ｜閉《と》じるのをやめた
lessons-line-withdrawn-because = ｜閉《と》じるのをやめた：{ $note }
lessons-line-reopened-because = もう一度開いた：{ $note }
lessons-mail-subject = 【｜確認《かくにん》してください】2人目の｜確認《かくにん》（{ $number }）
lessons-mail-subject-drill = 【｜訓練《くんれん》】【｜確認《かくにん》してください】2人目の｜確認《かくにん》（{ $number }）
lessons-mail-no-note = なし
lessons-mail-body =
    { $name }さん

    { $first }さんが、これを終わりにしたいと言っています。
    もう1人が見るまで、終わりません。

    { $title }（{ $number }）
    { $first }さんの言葉：{ $note }

    下のページを見てください。よければ、ボタンを押します。
    ログインします。
    { $page }
