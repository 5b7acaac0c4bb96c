# Duties to report, their limits, decisions, clocks.
duties-title = いつまでに｜伝《つた》えるか
duties-lead = だれに、いつまでに｜伝《つた》えるかがわかります。
duties-not-advice = これは｜法律《ほうりつ》の答えではありません。まようときは、聞いてください。
duties-known = ｜知《し》った日
duties-change = 直す
duties-not-real = ｜練習《れんしゅう》か前の｜記録《きろく》です。お知らせは出ません。
duties-questions = 答えてください
duties-questions-hint = まだわからないことです。
duties-decides = ｜決《き》まること：
duties-between = 、
duties-all-limits = ｜全部《ぜんぶ》の｜期限《きげん》
duties-unanswered = まだ
duties-saved = 書きました。もういちど数えました。
duties-faults = 合わないことがあります
duties-faults-hint = ｜直《なお》してください。
duties-fault-in-the-future = まだ来ていない日です。
duties-fault-known-before-occurred = ｜起《お》きる前に｜知《し》ったことになっています。
duties-fault-more-than-the-whole = { $number } は、{ $whole } の { $whole-number } より多いです。
duties-fault-denied-although = いいえとありますが、{ $other } は はい です。
duties-profile-link = 会社のことを書く
duties-applies = きまりや ｜約束《やくそく》で ｜伝《つた》えること
duties-applies-none = 今はありません。
duties-free = 会社が ｜自由《じゆう》に ｜決《き》めること
duties-free-hint = ｜助《たす》けてくれる ところです。｜伝《つた》えるかどうかは、会社が ｜決《き》めます。
duties-promised = お｜助《たす》け｜隊《たい》の｜約束《やくそく》
duties-promised-hint = お｜助《たす》け｜隊《たい》がすることです。会社は何もしなくてよいです。
duties-promise-keep = ｜約束《やくそく》のとおりにした
duties-open = まだわからないこと
duties-open-none = ありません。
duties-not = ｜伝《つた》えなくていいこと（{ $count }）
duties-until = いつまで
duties-over = ｜期限《きげん》を｜過《す》ぎました
duties-reopened = もう｜一度《いちど》｜決《き》めてください
duties-reopened-at = { $at }に｜変《か》わりました。
duties-to-check = （｜確《たし》かめる）
duties-to-check-long = まだ｜確《たし》かめていない｜決《き》まりです。｜役所《やくしょ》に聞いてください。
duties-state-open = まだ
duties-state-unknown = まだわからない
duties-state-decided = ｜伝《つた》える
duties-state-done = ｜伝《つた》えた
duties-state-declined = ｜伝《つた》えない
duties-state-none = いらない
duties-state-promise-open = まっている
duties-state-promise-kept = ｜守《まも》られた
duties-state-promise-over = 時間を｜過《す》ぎました
duties-binding-law = ｜法律《ほうりつ》
duties-binding-contract = ｜契約《けいやく》
duties-binding-provider = お｜助《たす》け｜隊《たい》の｜約束《やくそく》
duties-binding-voluntary = してもしなくてもよい
duties-binding-support = 紙や目じるし
duties-answer-yes = ｜伝《つた》えることです。
duties-answer-no = ｜伝《つた》えなくていいようです。
duties-answer-unknown = まだわかりません。
duties-applies-yes = いる
duties-applies-no = いらない
duties-applies-unknown = まだわからない
duties-outcome-due = { $applies }（{ $due }まで）
duties-raw-due = 休みの日でのびる前：{ $due }
duties-to = だれに
duties-how = どうやって
duties-law = ｜決《き》まり
duties-because = わけ
duties-counting = 日の数え方
duties-day-number = 何日目
duties-day = 日
duties-day-closed = 休みの日
duties-day-rolls = のびる
duties-changes = 何が｜変《か》わると、答えが｜変《か》わるか
duties-decide = ｜決《き》める
duties-choice = ｜決《き》めたこと
duties-choice-report = ｜伝《つた》える（これから）
duties-choice-reported = ｜伝《つた》えた
duties-choice-do-not-report = ｜伝《つた》えない
duties-choice-missing = 1つ｜選《えら》んでください。
duties-because-field = わけ
duties-because-hint = ｜伝《つた》えないときは、書いてください。
duties-because-missing = わけを書いてください。
duties-done-at = ｜伝《つた》えた時
duties-done-at-hint = ｜伝《つた》えた時だけ。｜例《れい》：今日 10:30
duties-done-at-missing = ｜伝《つた》えた時を書いてください。
duties-done-at-future = まだ来ていない時です。
duties-done-at-before-noticed = 気がついたのは{ $at }です。その前には｜伝《つた》えられません。
duties-receipt = ｜受付《うけつけ》の｜番号《ばんごう》
duties-receipt-hint = ｜番号《ばんごう》か、電話に出た人の名前です。
duties-decide-act = ｜記録《きろく》する
duties-decide-who = ｜決《き》めるのは、｜責任者《せきにんしゃ》か｜経営者《けいえいしゃ》です。
duties-conflict = ほかの人が先に｜変《か》えました
duties-conflict-hint = 今の｜中身《なかみ》を見て、もう｜一度《いちど》｜送《おく》ってください。
duties-history = これまでに｜決《き》めたこと
duties-decided-by = ｜決《き》めた人
duties-sources = もとの｜資料《しりょう》
duties-source-line = { $title }（{ $publisher }）
duties-edition = ｜決《き》まりの｜版《はん》：{ $edition }
duties-value-yes = はい
duties-value-no = いいえ
duties-value-unknown = わからない
duties-no-limit = ｜期限《きげん》なし
duties-too-long = { $max }文字までです。
duties-choose = 1つ｜選《えら》んでください。
duties-number = 数字で書いてください。
duties-number-most = { $most }までの数字で書いてください。
duties-note-knowing-unknown = いつ｜知《し》ったか、わかりません。
duties-note-time-of-knowing-inexact = いちばん早い時から数えました。
duties-note-beyond-calendar = 先の日なので、｜祝日《しゅくじつ》はまだわかりません。
duties-note-calendar-to-check = ｜祝日《しゅくじつ》は計算です。｜確《たし》かめてください。
duties-note-ends-on-closed-day = ｜最後《さいご》の日は休みですが、のびません。
duties-note-no-edition = その日の｜決《き》まりがありません。
duties-note-earlier-of-two = 早いほうの日です。
duties-note-exemption-open = ｜伝《つた》えなくていいか、まだわかりません。
duties-line-report = 「{ $title }」をすると｜決《き》めた。
duties-line-reported = 「{ $title }」をした。
duties-line-do-not-report = 「{ $title }」をしない。わけ：{ $because }
duties-mail-subject = 【いつまで】{ $title }（{ $due }まで）{ $company } { $incident }
duties-mail-open-subject = 【いつまで】｜伝《つた》えるか｜決《き》めてください：{ $title }（{ $due }まで）{ $company } { $incident }
duties-mail-over-subject = 【すぎました】{ $title }（{ $due }）{ $company } { $incident }
duties-mail-many-subject = 【いつまで】{ $count }つあります：{ $company } { $incident }
duties-mail-many-over-subject = 【すぎました】{ $count }つあります：{ $company } { $incident }
duties-mail-many-body =
    { $company }の｜事案《じあん》（{ $incident }）に、｜期限《きげん》が{ $count }つあります。

    { $lines }

    ひとつずつ｜開《ひら》いて、｜決《き》めて、書いてください。
duties-mail-line =
    ・{ $title }
    いつまで：{ $due }
    { $link }
duties-mail-open-line =
    ・{ $title }（｜伝《つた》えるか｜決《き》めてください）
    いつまで：{ $due }
    { $link }
duties-mail-over-line =
    ・{ $title }（｜期限《きげん》がすぎました）
    いつまで：{ $due }
    { $link }
duties-withdrawn-title = 「{ $with }」との｜約束《やくそく》（やめました）
duties-withdrawn-what = この｜約束《やくそく》は、もうありません。
duties-withdrawn-at = やめた人と時
duties-withdrawn-stays = 今までに書いたものは、｜残《のこ》ります。
duties-withdrawn-papers = この｜約束《やくそく》の｜書類《しょるい》
duties-withdrawn-list = やめた｜約束《やくそく》（{ $count }）
duties-clocks-title = ｜期限《きげん》の｜表《ひょう》
duties-clocks-heading = ｜期限《きげん》の｜表《ひょう》（{ $count }）
duties-clocks-now = { $when }
duties-clocks-filter = ｜選《えら》ぶ
duties-clocks-which = 見るもの
duties-clocks-binding = ｜法律《ほうりつ》と｜契約《けいやく》
duties-clocks-over = ｜過《す》ぎたもの
duties-clocks-all = ｜全部《ぜんぶ》
duties-clocks-empty = 今はありません
duties-clocks-empty-what = できると、ここに出ます。
duties-clocks-what = すること
duties-clocks-state = 今
duties-clocks-company = 会社
duties-clocks-incident = ｜事案《じあん》
duties-incident-name = { $number } { $title }
duties-profile-title = 会社のこと
duties-profile-lead = 先に答えておくと、｜事案《じあん》のとき早いです。
duties-profile-about = 会社のこと
duties-profile-save = ｜保存《ほぞん》する
duties-profile-saved = ｜保存《ほぞん》しました。
duties-profile-number-hint = 数字を書きます。4など。
duties-clauses = ｜契約《けいやく》の｜約束《やくそく》
duties-clauses-hint = 「24時間までに｜連絡《れんらく》」などを書きます。
duties-clauses-none = まだありません。
duties-clauses-complete = これで｜全部《ぜんぶ》です
duties-clauses-complete-hint = ｜全部《ぜんぶ》書いたら、チェックします。
duties-clause-add = ｜加《くわ》える
duties-clause-with = ｜相手《あいて》
duties-clause-hours = 何時間までか
duties-clause-hours-hint = 72時間なら 72
duties-clause-source = どこに書いてあるか
duties-clause-source-hint = ｜例《れい》：｜契約《けいやく》の12番
duties-clause-within = { $hours }時間まで
duties-clause-no-hours = 時間の｜決《き》まりなし
duties-clause-withdraw = 外す
duties-calendar-title = カレンダーで見る
duties-calendar-lead = カレンダーに、このアドレスを入れます。
duties-calendar-back = アカウント
duties-calendar-once = 今だけ見えます
duties-calendar-secret = ほかの人に見せないでください。
duties-calendar-made = { $when } に作りました。
duties-calendar-make = アドレスを作る
duties-calendar-again = 作り直す
duties-calendar-end = やめる
duties-calendar-name = Hikeshi ｜期限《きげん》
duties-calendar-summary = ｜期限《きげん》：{ $title } { $company }（{ $number }）
duties-calendar-what = { $company }の{ $incident }（{ $number }）。ここで｜決《き》めてください：{ $link }
duties-year-title = 年ごとのまとめ
duties-year-lead = ｜伝《つた》えたことを、年ごとに数えます。
duties-year-empty = まだありません
duties-year-empty-what = ｜伝《つた》えたことを書くと、ここに出ます。
duties-year-year = 年
duties-year-in-time = 間に合った
duties-year-late = おくれた
duties-year-against = ｜伝《つた》えない
duties-year-undone = まだしていない
duties-year-without-limit = ｜伝《つた》えた
duties-year-number = { $year }年
duties-mail-body =
    { $company }の｜事案《じあん》（{ $incident }）で、｜期限《きげん》がもうすぐです。

    すること：{ $title }
    いつまで：{ $due }

    ここで｜決《き》めて、書いてください。
    { $link }
duties-mail-open-body =
    { $company }の｜事案《じあん》（{ $incident }）です。
    だれかに｜伝《つた》えるか、まだ｜決《き》まっていません。

    すること：{ $title }
    いつまで：{ $due }

    わからないことを｜調《しら》べて、｜決《き》めてください。
    { $link }
duties-mail-over-body =
    { $company }の｜事案《じあん》（{ $incident }）で、｜期限《きげん》がすぎました。

    すること：{ $title }
    いつまで：{ $due }

    もう｜伝《つた》えたときは、その時を書いてください。まだのときは、すぐに｜決《き》めてください。
    { $link }
