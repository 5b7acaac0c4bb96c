readers-lead = メールで知らせます。だれが読んだかわかります。
readers-have-read = 人が読みました
readers-sheet = ｜表《ひょう》を出す（Excel）
readers-waiting = まだの人 { $count }人
readers-done = 読んだ人 { $count }人
readers-paper = 紙で見た
readers-stop = 外す
readers-not-yet = まだ
readers-yes = 読んだ
readers-ask = 読む人を足す
readers-ask-what = 読んでいない人に、もういちどメールします。
readers-people = ログインする人
readers-others = ほかの人
readers-others-hint = 1つの行に、名前とメールを書きます。
readers-ask-act = メールで知らせる
readers-nobody = 一人は、えらんでください
readers-line-wrong = { $line }行目のメールを見てください
readers-too-many = { $max }人までです
readers-asked = 知らせました。
readers-noted = ｜記録《きろく》しました。
readers-how-account = ログインして読んだ
readers-how-link = メールから読んだ
readers-how-paper = 紙で読んだ
readers-read-at = { $at }（{ $how }）
readers-mailed-at = さいごのメール：{ $at }（{ $count }）
readers-not-mailed = メールはこれからです
readers-column-name = 名前
readers-column-email = メール
readers-column-asked = たのんだ時間
readers-column-read = 読んだ時間
readers-column-how = どう読んだか
readers-my-title = 自分が読む｜文書《ぶんしょ》
readers-my-none = 今はありません
readers-my-none-what = 読む｜文書《ぶんしょ》がここに出ます。
readers-my-done = 読んだ｜文書《ぶんしょ》
readers-you-asked = { $at } にたのまれました
readers-you-read = { $at } に読みました
readers-read-what = 読んだら、下をおしてください。
readers-read-act = 読みました
readers-is-read = ｜記録《きろく》しました
readers-thanks = ｜記録《きろく》しました。
readers-for = { $name } さんへ
readers-mail-subject = { $company }：「{ $document }」を読んでください
readers-mail-body =
    { $name } さん

    「{ $document }」を読んでください。

    { $link }

    { $company }
readers-mail-again =
    { $name } さん

    「{ $document }」をまだ読んでいません。
    読んでください。

    { $link }

    { $company }
