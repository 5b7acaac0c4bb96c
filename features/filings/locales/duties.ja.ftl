# Duties to report, their limits, decisions, clocks.
duties-title = 届出と期限
duties-lead = だれに、いつまでに知らせるかを、書いた事実から調べます。
duties-not-advice = これは規則と事実を並べたもので、法律の判断ではありません。迷うときは、相手の窓口か専門家に確かめてください。
duties-known = 知った日時
duties-change = 直す
duties-not-real = 訓練か過去の記録なので、期限の一覧とお知らせには出ません。
duties-questions = 答えると決まること
duties-questions-hint = まだ書かれていない事実です。わからないものは、わからないままにできます。
duties-decides = 決まること：
duties-between = 、
duties-all-limits = すべての期限
duties-unanswered = まだ
duties-saved = 記録しました。期限を数え直しました。
duties-faults = 合わない事実があります
duties-faults-hint = このままでも数えますが、先に直してください。
duties-fault-in-the-future = 未来の日時です。
duties-fault-known-before-occurred = 起きた日時より前に知ったことになっています。
duties-fault-more-than-the-whole = { $number } は、{ $whole } の { $whole-number } より多いです。
duties-fault-denied-although = いいえとありますが、{ $other } は はい です。
duties-profile-link = 会社について答える・契約の条項を入れる
duties-applies = 法律や契約で知らせるもの
duties-applies-none = いまの事実からは、ありません。
duties-free = 任意のもの
duties-free-hint = 知らせるかどうかは、会社が決めます。助言や支援を受けられる窓口です。
duties-promised = お助け隊が約束したこと
duties-promised-hint = お助け隊が会社に対して守ることです。会社が決めることや、届け出ることはありません。
duties-promise-keep = 約束どおり応答した
duties-open = まだ決まらないもの
duties-open-none = ありません。
duties-not = 当てはまらないもの（{ $count }）
duties-until = 期限
duties-over = 期限を過ぎています
duties-reopened = 事実が変わりました。決め直してください
duties-reopened-at = { $at }に、事実か規則が変わりました。
duties-to-check = （要確認）
duties-to-check-long = この規則か数え方には、まだ公式の資料で確かめていないところがあります。届け出先に確かめてください。
duties-state-open = 未決定
duties-state-unknown = 要否が未定
duties-state-decided = 知らせると決めた
duties-state-done = 知らせた
duties-state-declined = 知らせないと決めた
duties-state-none = 当てはまらない
duties-state-promise-open = お助け隊を待っている
duties-state-promise-kept = 守られた
duties-state-promise-over = 約束の時間を過ぎている
duties-binding-law = 法律
duties-binding-contract = 契約
duties-binding-provider = お助け隊の約束
duties-binding-voluntary = 任意
duties-binding-support = 様式・目印
duties-answer-yes = いまの事実では、当てはまります。
duties-answer-no = いまの事実では、当てはまりません。
duties-answer-unknown = 当てはまるか、まだわかりません。期限は、当てはまるときのものです。
duties-applies-yes = 当てはまる
duties-applies-no = 当てはまらない
duties-applies-unknown = まだわからない
duties-outcome-due = { $applies }（期限 { $due }）
duties-raw-due = 閉庁日で延びる前の日：{ $due }
duties-to = 知らせる先
duties-how = 方法
duties-law = 根拠
duties-because = 理由
duties-counting = 日の数え方
duties-day-number = 日目
duties-day = 日付
duties-day-closed = 閉庁日
duties-day-rolls = 延びる
duties-changes = 何が変わると、答えが変わるか
duties-decide = どうするか決める
duties-choice = 決めたこと
duties-choice-report = 知らせる（これから）
duties-choice-reported = 知らせた
duties-choice-do-not-report = 知らせない
duties-choice-missing = どうするかを選んでください。
duties-because-field = 理由
duties-because-hint = 知らせないときは、必ず書きます。
duties-because-missing = 知らせない理由を書いてください。
duties-done-at = 知らせた日時
duties-done-at-hint = 知らせたときだけ書きます。例：今日 10:30
duties-done-at-missing = 知らせた日時を書いてください。
duties-done-at-future = 知らせた日時が、いまより先です。
duties-done-at-before-noticed = この事案に気づいたのは{ $at }です。それより前に知らせたことにはできません。気づいた日時が違うときは、先に直してください。
duties-receipt = 受付番号
duties-receipt-hint = 相手が出した番号や、電話に出た人の名前です。
duties-decide-act = 決定を記録する
duties-decide-who = 決めるのは、会社の責任者か経営者です。
duties-conflict = ほかの人が先に変えたか、答えが変わりました
duties-conflict-hint = いまの内容を見てから、もう一度送ってください。書いたものは残っています。
duties-history = これまでの決定
duties-decided-by = 決めた人
duties-sources = 出典
duties-source-line = { $title }（{ $publisher }）
duties-edition = 規則の版：{ $edition }
duties-value-yes = はい
duties-value-no = いいえ
duties-value-unknown = わからない
duties-no-limit = 決まった期限なし
duties-too-long = 長すぎます。{ $max }文字までで書いてください。
duties-choose = 選択肢から選んでください。
duties-number = 数字で書いてください。
duties-number-most = { $most }までの数字で書いてください。
duties-note-knowing-unknown = 知った日時がわからないので、数えられません。
duties-note-time-of-knowing-inexact = 知った日時に幅があるので、いちばん早い時から数えました。
duties-note-beyond-calendar = 祝日がまだ決まっていない先の日です。土日と年末年始だけを見ています。
duties-note-calendar-to-check = このころの祝日は計算によるもので、官報で確かめていません。
duties-note-ends-on-closed-day = 最後の日は閉庁日ですが、延びません。
duties-note-no-edition = 知った日の規則が、この製品にはありません。
duties-note-earlier-of-two = どちらの期限か決まらないので、早いほうを示します。
duties-note-exemption-open = 報告しなくてよい場合に当たるかは、まだ確かめられていません。
duties-line-report = 「{ $title }」を行うと決めた。
duties-line-reported = 「{ $title }」を行った。
duties-line-do-not-report = 「{ $title }」を行わないと決めた。理由：{ $because }
duties-mail-subject = 【期限】{ $title }（{ $due }まで）{ $company } { $incident }
duties-mail-open-subject = 【期限】要否を決めてください：{ $title }（{ $due }まで）{ $company } { $incident }
duties-mail-over-subject = 【期限切れ】{ $title }（{ $due }）{ $company } { $incident }
duties-mail-many-subject = 【期限】{ $count }件の期限が近づいています：{ $company } { $incident }
duties-mail-many-over-subject = 【期限切れ】過ぎた期限をふくめて{ $count }件：{ $company } { $incident }
duties-mail-many-body =
    { $company }の事案（{ $incident }）に、期限が{ $count }件あります。

    { $lines }

    ひとつずつ開いて、決めて、記録してください。
duties-mail-line =
    ・{ $title }
    期限：{ $due }
    { $link }
duties-mail-open-line =
    ・{ $title }（要否を決めてください）
    当てはまるときの期限：{ $due }
    { $link }
duties-mail-over-line =
    ・{ $title }（期限を過ぎています）
    期限：{ $due }
    { $link }
duties-withdrawn-title = 「{ $with }」との契約の約束（取り下げ済み）
duties-withdrawn-what = この約束は取り下げました。期限は、もう数えません。
duties-withdrawn-at = 取り下げた人と日時
duties-withdrawn-stays = これまでの決定と書類は、このまま残ります。
duties-withdrawn-papers = この約束のために作った書類
duties-withdrawn-list = 取り下げた約束（{ $count }）
duties-clocks-title = 期限の一覧
duties-clocks-heading = 期限の一覧（{ $count }）
duties-clocks-now = { $when } の時点
duties-clocks-filter = 絞り込む
duties-clocks-which = 表示するもの
duties-clocks-binding = 法律と契約
duties-clocks-over = 期限を過ぎたもの
duties-clocks-all = 任意のものも
duties-clocks-empty = いま動いている期限はありません
duties-clocks-empty-what = 会社の事案に期限ができると、早い順にここに並びます。
duties-clocks-what = すること
duties-clocks-state = 状態
duties-clocks-company = 会社
duties-clocks-incident = 事案
duties-incident-name = { $number } { $title }
duties-profile-title = 届出に関わる会社の情報
duties-profile-lead = ふだんのうちに答えておくと、事案のときに期限がすぐわかります。
duties-profile-about = 会社について
duties-profile-save = 保存する
duties-profile-saved = 保存しました。
duties-profile-number-hint = 数字だけを書きます。例：4
duties-clauses = 契約にある連絡の約束
duties-clauses-hint = 「事故を知ったら24時間以内に連絡」のような条項を入れます。
duties-clauses-none = まだ入っていません。
duties-clauses-complete = 条項はこれで全部です
duties-clauses-complete-hint = チェックがない間は、ほかにもあるかもしれないものとして扱います。
duties-clause-add = 条項を加える
duties-clause-with = 契約の相手
duties-clause-hours = 知ってから何時間以内か
duties-clause-hours-hint = 72時間なら 72。書かれていなければ空のままにします。
duties-clause-source = どこに書いてあるか
duties-clause-source-hint = 例：業務委託基本契約 第12条
duties-clause-within = { $hours }時間以内
duties-clause-no-hours = 時間の決まりなし
duties-clause-withdraw = 外す
duties-calendar-title = 期限をカレンダーで見る
duties-calendar-lead = お使いのカレンダーに、この秘密のアドレスを登録します。
duties-calendar-back = アカウント
duties-calendar-once = このアドレスは、いまだけ表示します
duties-calendar-secret = 知っている人はだれでも期限を見られます。人に渡さないでください。
duties-calendar-made = { $when } に作りました。
duties-calendar-make = アドレスを作る
duties-calendar-again = 作り直す（前のアドレスは使えなくなります）
duties-calendar-end = やめる
duties-calendar-name = Hikeshi 届出の期限
duties-calendar-summary = 期限：{ $title } { $company }（{ $number }）
duties-calendar-what = 会社：{ $company }　事案：{ $incident }（{ $number }）　知らせるかを決め、知らせたら記録してください：{ $link }
duties-year-title = 届出の年ごとのまとめ
duties-year-lead = 知らせると決めたことが、期限に間に合ったかを、期限の年ごとに数えます。訓練は入りません。
duties-year-empty = まだ記録がありません
duties-year-empty-what = 知らせたこと、知らせないと決めたことを記録すると、ここに並びます。
duties-year-year = 年
duties-year-in-time = 期限内
duties-year-late = 期限の後
duties-year-against = 知らせない
duties-year-undone = 期限を過ぎて未対応
duties-year-without-limit = 知らせた（期限の決まりなし）
duties-year-number = { $year }年
duties-mail-body =
    { $company }の事案（{ $incident }）で、期限が近づいています。

    すること：{ $title }
    期限：{ $due }

    ここで決めて、記録してください。
    { $link }
duties-mail-open-body =
    { $company }の事案（{ $incident }）で、知らせる必要があるか、まだ決まっていません。

    すること：{ $title }
    当てはまるときの期限：{ $due }

    足りない事実を確かめて、決めてください。
    { $link }
duties-mail-over-body =
    { $company }の事案（{ $incident }）で、期限を過ぎています。

    すること：{ $title }
    期限：{ $due }

    すでに知らせたときは、その日時を記録してください。まだなら、すぐに決めてください。
    { $link }
