president-title = 決めていただくことが{ $count }つあります
president-none = いま、決めていただくことはありません
president-now = { $now } 現在　始まりから{ $elapsed }
president-what = 何が起きたか
president-how-bad = どのくらい悪いか
president-level-3 = お客さまや取引先など、社外に影響がある、またはそのおそれがあります。
president-level-2 = 会社の業務に影響があります。
president-level-1 = 一部の社員の作業に影響があります。
president-level-0 = いまのところ影響はありません。兆しを調べています。
president-level-open = 被害レベルはまだ決まっていません。調べています。
president-level-proposed = 被害レベルはまだ決まっていません（案：レベル{ $level }）。
president-suspected = 疑い
president-doing = いま、していること
president-next = 次にすること：{ $next }
president-next-none = 決まった作業は、すべて終わっています。
president-limits = 期限
president-asked-by = 聞いた人：{ $by }さん
president-advice-by = { $by }さんの意見：
president-due = { $when }までに
president-due-none = 決めた期限はありません
president-add-comment = ひとこと添える
president-comment = ひとこと
president-comment-long = ひとことは{ $max }文字までにしてください。
president-only = 決めるのは経営者です。経営者がこの画面で答えます。
president-after = 押すとすぐに記録され、聞いた人に伝わります。{ $minutes }分間は取り消せます。
president-decided = 決まりました：{ $chosen }
president-undo = 取り消す
president-undo-late = { $minutes }分を過ぎたので、取り消せません。変えるときは、責任者に電話してください。
president-conflict = この質問は、先に答えが出ています。下の「もう決まったこと」を確かめてください。
president-kept = あなたのひとことは、ここに残しています
president-unknown = まだわからないこと
president-unknown-none = いまのところありません。
president-decided-all = もう決まったこと
president-details = くわしい内容を見る
president-ask-link = 経営者に聞く
president-ask-title = 経営者に決めてもらう
president-ask-text = { $names }さんにメールで知らせます。経営者は1回押すだけで答えられます。
president-ask-nobody = 経営者の役割の人が、まだ登録されていません。電話で聞いてください。
president-ask-topic = 何を決めてもらいますか
president-ask-topic-missing = 何を決めてもらうか選んでください。
president-ask-question = 質問
president-ask-question-hint = ふだんの言葉で、1つの文にします。
president-ask-option-1 = 1つ目の答え
president-ask-option-2 = 2つ目の答え
president-ask-label = ボタンの言葉
president-ask-effect = そうすると、どうなるか
president-ask-advice = あなたの意見
president-advice-none = 意見なし
president-advice-1 = 1つ目の答えがよい
president-advice-2 = 2つ目の答えがよい
president-ask-due = いつまでに
president-ask-due-hint = 「今日15:00」「明日」のように書けます。空でもかまいません。
president-ask-due-wrong = いまより先の時刻を書いてください。「今日15:00」のように書けます。
president-ask-act = 経営者に聞く
president-ask-missing = 入れてください。
president-ask-long = { $max }文字までにしてください。
president-mail-subject = 【決めてください】{ $question }
president-mail-option = ・{ $label }：{ $effect }
president-mail-body =
    { $name }さん

    { $by }さんから、決めてほしいことがあります。

    事案：{ $title }（{ $number }）
    質問：{ $question }
    { $options }

    意見：{ $advice }
    期限：{ $due }

    下のページで、1回押すだけで答えられます。{ $minutes }分間は取り消せます。
    { $page }
president-mail-decided-subject = 【経営者が決めました】{ $question }
president-mail-decided-body =
    { $name }さん

    { $by }さんが決めました。

    質問：{ $question }
    答え：{ $chosen }
    ひとこと：{ $comment }

    { $page }
president-mail-undone-subject = 【取り消し】{ $question }
president-mail-undone-body =
    { $name }さん

    { $by }さんの答えは取り消されました。次の答えを待ってください。

    質問：{ $question }

    { $page }
president-line-asked = 経営者に聞きました：{ $question }
president-line-decided = { $question } → { $chosen }
president-line-decided-comment = { $question } → { $chosen }（{ $comment }）
president-line-undone = 答えを取り消しました：{ $question }
