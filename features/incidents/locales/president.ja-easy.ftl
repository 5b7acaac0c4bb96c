president-title = 決めることが{ $count }つあります
president-none = いま、決めることはありません
president-now = { $now }　はじまりから{ $elapsed }
president-what = 何がおきたか
president-how-bad = どのくらい悪いか
president-level-3 = お客さまなど、会社の外の人が｜困《こま》るかもしれません。
president-level-2 = 会社の仕事が｜困《こま》っています。
president-level-1 = 社員の仕事がしにくいです。
president-level-0 = まだ｜困《こま》っていません。調べています。
president-level-open = まだ分かりません。調べています。
president-suspected = たぶん
president-doing = いま、していること
president-next = 次にすること：{ $next }
president-next-none = することは、全部おわりました。
president-asked-by = 聞いた人：{ $by }さん
president-advice-by = { $by }さんの考え：
president-due = { $when }まで
president-due-none = 時間は決まっていません
president-add-comment = ひとこと書く
president-comment = ひとこと
president-comment-long = { $max }文字までで書いてください。
president-only = 社長が決めます。
president-after = ｜押《お》すと、すぐに伝わります。{ $minutes }分の間は、やめられます。
president-decided = 決まりました：{ $chosen }
president-undo = やめる
president-undo-late = { $minutes }分すぎました。｜責任者《せきにんしゃ》に電話してください。
president-conflict = もう答えが出ています。下を見てください。
president-kept = あなたの言葉は、ここにあります
president-unknown = まだ分からないこと
president-unknown-none = いまはありません。
president-decided-all = もう決まったこと
president-details = くわしく見る
president-ask-link = 社長に聞く
president-ask-title = 社長に決めてもらう
president-ask-text = { $names }さんにメールを送ります。
president-ask-nobody = 社長がまだ入っていません。電話してください。
president-ask-topic = 何を決めてもらいますか
president-ask-topic-missing = 一つ選んでください。
president-ask-question = 質問
president-ask-question-hint = やさしい言葉で書きます。
president-ask-option-1 = 1つ目の答え
president-ask-option-2 = 2つ目の答え
president-ask-label = ボタンの言葉
president-ask-effect = そうすると、どうなりますか
president-ask-advice = あなたの考え
president-advice-none = なし
president-advice-1 = 1つ目がよい
president-advice-2 = 2つ目がよい
president-ask-due = いつまで
president-ask-due-hint = 「今日15:00」と書けます。書かなくてもよいです。
president-ask-due-wrong = これからの時間を書いてください。
president-ask-act = 社長に聞く
president-ask-missing = 書いてください。
president-ask-long = { $max }文字までで書いてください。
president-mail-subject = 【決めてください】{ $question }
president-mail-option = ・{ $label }：{ $effect }
president-mail-body =
    { $name }さん

    { $by }さんから、決めてほしいことがあります。

    おきたこと：{ $title }（{ $number }）
    質問：{ $question }
    { $options }

    考え：{ $advice }
    いつまで：{ $due }

    このページで答えてください。{ $minutes }分の間は、やめられます。
    { $page }
president-mail-decided-subject = 【社長が決めました】{ $question }
president-mail-decided-body =
    { $name }さん

    { $by }さんが決めました。

    質問：{ $question }
    答え：{ $chosen }
    ひとこと：{ $comment }

    { $page }
president-mail-undone-subject = 【やめました】{ $question }
president-mail-undone-body =
    { $name }さん

    { $by }さんの答えは やめになりました。つぎの答えを待ってください。

    質問：{ $question }

    { $page }
president-line-asked = 社長に聞きました：{ $question }
president-line-decided = { $question } → { $chosen }
president-line-decided-comment = { $question } → { $chosen }（{ $comment }）
president-line-undone = 答えをやめました：{ $question }
