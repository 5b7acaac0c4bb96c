readers-lead = 読んでもらう人を選び、メールで知らせます。だれが、いつ読んだかを記録します。
readers-have-read = 人が読みました
readers-sheet = 一覧をExcel形式で取り出す
readers-waiting = まだの人 { $count }人
readers-done = 読んだ人 { $count }人
readers-paper = 紙で確認した
readers-stop = 外す
readers-not-yet = まだ
readers-yes = 読んだ
readers-ask = 読んでもらう人を足す
readers-ask-what = 1週間たっても読んでいない人には、3回まで自動でもう一度知らせます。
readers-people = ログインできる人
readers-others = そのほかの人
readers-others-hint = 1行に1人、名前とメールアドレスを書きます。例：山田 花子 hanako@example.jp
readers-ask-act = メールで知らせる
readers-nobody = 読んでもらう人を、1人以上選んでください
readers-line-wrong = { $line }行目のメールアドレスが読み取れません
readers-too-many = { $max }人までにしてください
readers-asked = 知らせました。メールは順に届きます。
readers-noted = 記録しました。
readers-how-account = ログインして確認
readers-how-link = メールのリンクで確認
readers-how-paper = 紙で確認
readers-read-at = { $at }（{ $how }）
readers-mailed-at = 最後のメール：{ $at }（{ $count }通）
readers-not-mailed = メールはこれから送ります
readers-column-name = 名前
readers-column-email = メール
readers-column-asked = 頼んだ日時
readers-column-read = 読んだ日時
readers-column-how = 確認の方法
readers-my-title = 自分が読む文書
readers-my-none = いま読む文書はありません
readers-my-none-what = 読むように頼まれると、ここに出ます。
readers-my-done = 読んだ文書
readers-you-asked = { $at } に頼まれました
readers-you-read = { $at } に読みました
readers-read-what = 最後まで読んだら押します。この版を読んだことが、名前と日時とともに残ります。
readers-read-act = 読みました
readers-is-read = 読んだことを記録しました
readers-thanks = 記録しました。ありがとうございます。
readers-for = { $name } さんへ
readers-mail-subject = { $company }：「{ $document }」を読んでください
readers-mail-body =
    { $name } さん

    { $company } の「{ $document }」を読んで、「読みました」を押してください。

    { $link }

    このメールに返信する必要はありません。
readers-mail-again =
    { $name } さん

    「{ $document }」をまだ読んでいないようです。
    読み終えたら「読みました」を押してください。

    { $link }

    { $company }
