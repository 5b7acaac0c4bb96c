president-title = ｜決《き》めることが{ $count }つあります
president-none = いま、｜決《き》めることはありません
president-now = { $now }　はじまりから{ $elapsed }
president-what = 何がおきたか
president-how-bad = どのくらい｜悪《わる》いか
president-level-3 = お｜客《きゃく》さまなど、会社の外の人が｜困《こま》るかもしれません。
president-level-2 = 会社の｜仕事《しごと》が｜困《こま》っています。
president-level-1 = ｜社員《しゃいん》の｜仕事《しごと》がしにくいです。
president-level-0 = まだ｜困《こま》っていません。｜調《しら》べています。
president-level-open = レベルはまだ｜決《き》めていません。
president-level-proposed = レベルはまだです（｜案《あん》：レベル{ $level }）。
president-suspected = たぶん
president-doing = いま、していること
president-next = ｜次《つぎ》にすること：{ $next }
president-next-none = することは、｜全部《ぜんぶ》おわりました。
president-limits = いつまでに｜伝《つた》えるか
president-asked-by = 聞いた人：{ $by }さん
president-advice-by = { $by }さんの考え：
president-due = { $when }まで
president-due-none = 時間は｜決《き》まっていません
president-add-comment = ひとこと書く
president-comment = ひとこと
president-comment-long = { $max }文字までで書いてください。
president-only = ｜経営者《けいえいしゃ》が｜決《き》めます。
president-after = ｜押《お》すと、すぐに｜伝《つた》わります。{ $minutes }分の間は、やめられます。
president-decided = ｜決《き》まりました：{ $chosen }
president-undo = やめる
president-undo-late = { $minutes }分すぎました。｜責任者《せきにんしゃ》に電話してください。
president-conflict = もう答えが出ています。下を見てください。
president-kept = あなたの｜言葉《ことば》は、ここにあります
president-unknown = まだわからないこと
president-unknown-none = いまはありません。
president-decided-all = もう｜決《き》まったこと
president-details = くわしく見る
president-ask-link = ｜経営者《けいえいしゃ》に聞く
president-ask-title = ｜経営者《けいえいしゃ》に｜決《き》めてもらう
president-ask-text = { $names }さんにメールを｜送《おく》ります。
president-ask-nobody = ｜経営者《けいえいしゃ》がまだ入っていません。電話してください。
president-ask-topic = 何を｜決《き》めてもらいますか
president-ask-topic-missing = 一つ｜選《えら》んでください。
president-ask-question = ｜質問《しつもん》
president-ask-question-hint = やさしい｜言葉《ことば》で書きます。
president-ask-option-1 = 1つ目の答え
president-ask-option-2 = 2つ目の答え
president-ask-label = ボタンの｜言葉《ことば》
president-ask-effect = そうすると、どうなりますか
president-ask-advice = あなたの考え
president-advice-none = なし
president-advice-1 = 1つ目がよい
president-advice-2 = 2つ目がよい
president-ask-due = いつまで
president-ask-due-hint = 「今日15:00」と書けます。書かなくてもよいです。
president-ask-due-wrong = これからの時間を書いてください。
president-ask-act = ｜経営者《けいえいしゃ》に聞く
president-ask-missing = 書いてください。
president-ask-long = { $max }文字までで書いてください。
president-mail-subject = 【｜決《き》めてください】{ $question }
president-mail-option = ・{ $label }：{ $effect }
president-mail-body =
    { $name }さん

    { $by }さんから、｜決《き》めてほしいことがあります。

    おきたこと：{ $title }（{ $number }）
    ｜質問《しつもん》：{ $question }
    { $options }

    考え：{ $advice }
    いつまで：{ $due }

    このページで答えてください。{ $minutes }分の間は、やめられます。
    { $page }
president-mail-decided-subject = 【｜経営者《けいえいしゃ》が｜決《き》めました】{ $question }
president-mail-decided-body =
    { $name }さん

    { $by }さんが｜決《き》めました。

    ｜質問《しつもん》：{ $question }
    答え：{ $chosen }
    ひとこと：{ $comment }

    { $page }
president-mail-undone-subject = 【やめました】{ $question }
president-mail-undone-body =
    { $name }さん

    { $by }さんの答えはやめになりました。つぎの答えを｜待《ま》ってください。

    ｜質問《しつもん》：{ $question }

    { $page }
president-line-asked = ｜経営者《けいえいしゃ》に聞きました：{ $question }
president-line-decided = { $question } → { $chosen }
president-line-decided-comment = { $question } → { $chosen }（{ $comment }）
president-line-undone = 答えをやめました：{ $question }
